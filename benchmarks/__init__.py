"""What is measured: one file each, always against a peer or a floor in the same run."""
