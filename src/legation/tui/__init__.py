"""The screen: everything that needs Textual (screens.md)."""
