"""A type that has changed its shape twice, as the shelves would hold it."""
