"""What lists say, kept by version (`keep`), seen as of a day (`view`), found by identifier and name (`find`), and walked (`walk`)."""
