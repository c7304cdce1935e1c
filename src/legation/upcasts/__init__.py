"""How old lines read today: one file for each event type that has older versions."""
