"""The screen in a browser: who may come in, the program behind each tab, and the page around it (screens.md 13)."""
