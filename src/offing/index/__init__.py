"""What lists say: kept by version, seen as of a day, found by identifier and name, and ownership walked."""
