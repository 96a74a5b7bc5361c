"""What the user brings: a workbook or a folder of sheets, with headers mapped and every unreadable cell reported."""
