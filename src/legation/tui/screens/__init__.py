"""What fills the terminal: the main screen, and what lies over it until Esc."""
