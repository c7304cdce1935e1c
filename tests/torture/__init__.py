"""What a ledger must survive, and how often it was tried: `make torture` prints the table (storage.md 4).

A row counts only if it notices when the code under test is broken on purpose: each names the faults it must catch.
"""
