"""Run the command line as `python -m legation`."""

from legation.cli import main

main()
