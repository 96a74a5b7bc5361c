"""Limits and conversions that have a unit, named once."""

from __future__ import annotations

MIB = 1024 * 1024
MAX_FILE_BYTES = 2048 * MIB
"""A single input file above this is refused."""
MAX_UNPACKED_BYTES = 1024 * MIB
"""What an archive or a workbook may unpack to."""
MAX_UNPACK_RATIO = 200
"""Unpacked bytes per packed byte above which an archive counts as a bomb (real workbooks stay below 60)."""
MAX_SHEET_CELLS = 30_000_000
"""Rows times columns of the box that a sheet of a workbook reaches over."""
MAX_LINE_CHARS = 1_000_000
"""A text line longer than this is not a row of anybody's table."""
MAX_CELL_CHARS = 32_767
"""What a spreadsheet cell may hold; longer values are cut with a note."""
MAX_PAPER_BYTES = 64 * MIB
"""A paper (PDF, HTML, text) above this is not read."""
MAX_PAPER_PAGES = 500
"""Pages of a PDF that are read; what follows is not, and is told."""
MAX_PAPER_CHARS = 2_000_000
"""Characters of a paper's text that are read; what follows is not, and is told."""
MAX_PAPER_LINE_CHARS = 1_000
"""A longer line of a paper stands as several of one number."""
MAX_PAPER_SECONDS = 30.0
"""A PDF that takes longer to read is not read."""
MAX_PAPER_UNPACKED_BYTES = 3 * 1024 * MIB
"""Memory that reading a PDF may take."""
MAX_REPORT_BYTES = 64 * MIB
"""A report above this is refused."""
MAX_ARTICLE_PAGE_CHARS = 3_000_000
"""A web page above this is read line by line: its article is not told from the rest."""
MAX_ARTICLE_PAGE_TAGS = 20_000
"""So is one with more tags."""
