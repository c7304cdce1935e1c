"""How answers leave, one file a format: each writes the same table as text."""
