"""How rows can be drawn, one file each."""
