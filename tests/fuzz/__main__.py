"""Feed a reader for a while, watching which branches an input takes: `make fuzz [READER=date] [SECONDS=60]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.readers import READERS


def main(words: list[str]) -> int:
    """Fuzz the readers that are named, or all, each for so many seconds in a process of its own; 1 if one broke."""
    seconds = next((word for word in words if word.isdigit()), "60")
    names = [word for word in words if not word.isdigit()] or list(READERS)
    if words[:1] == ["--alone"]:
        return alone(" ".join(names[1:]), seconds)
    broken = [
        name
        for name in names
        if subprocess.run([sys.executable, "-m", "fuzz", "--alone", name, seconds], check=False).returncode
    ]
    print(f"{len(names)} readers fed for {seconds} s each: {', '.join(broken) or 'none'} broke")
    return bool(broken)


def alone(name: str, seconds: str) -> int:
    """Feed one reader until the time is over; atheris ends the process."""
    try:
        import atheris
    except ImportError:
        print("what fuzzes is not installed: pip install --group fuzz", file=sys.stderr)
        return 2
    reader, seeds = READERS[name]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / f"{number}").write_bytes(seed)
        atheris.instrument_all()
        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=4096", "-verbosity=0", corpus], reader)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
