"""What a parcel looks like now."""
