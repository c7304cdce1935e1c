"""What screens are made of: one widget a file, whole with its style and behaviour."""
