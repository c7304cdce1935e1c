"""What looks odd but is allowed, one warning a file (domain.md 11.4)."""
