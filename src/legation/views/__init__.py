"""What a person can look at: one view a file, found by its name."""
