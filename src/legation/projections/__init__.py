"""What it all adds up to: one projection a file, with its row, its fold and its judgements."""
