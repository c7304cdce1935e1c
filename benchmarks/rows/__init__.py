"""What is measured: a group of rows a file, each offering `measure(sizes)`; nothing lists them (storage.md 7)."""
