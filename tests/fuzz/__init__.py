"""Readers of what strangers write, each fed with anything: what is accepted is written again as it was."""
