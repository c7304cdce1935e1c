"""Where a ledger is kept, one store a file."""
