"""How the screen can look: one theme a file, found by its name."""
