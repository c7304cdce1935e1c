"""What can happen: one event type a file, named after it."""
