"""What a person can ask for: one command a file, found by its name."""
