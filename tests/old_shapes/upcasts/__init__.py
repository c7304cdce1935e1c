"""How old parcels read today."""
