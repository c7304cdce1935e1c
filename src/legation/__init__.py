"""An event-sourced ledger of diplomatic engagements."""

__version__ = "0.1.0"
