"""A public benchmark of name and number matching: generated queries, several systems, one table."""
