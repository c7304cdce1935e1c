"""What an append must obey, one rule a file (domain.md 11.3)."""
