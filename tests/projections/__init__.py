"""What holds of the rows and judgements of every projection."""
