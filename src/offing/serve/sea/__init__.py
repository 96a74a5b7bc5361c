"""A ship as the page shows her: her dossier, her way at sea, and the lanes that lie on the same time axis; all plain data."""
