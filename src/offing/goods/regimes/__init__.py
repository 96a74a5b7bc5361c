"""One module per regime. Its presence is its registration."""
