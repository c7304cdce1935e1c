"""Whom we measure ourselves against, each with its own idioms and its usual settings, on the same events."""
