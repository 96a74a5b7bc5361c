"""Findings → what a person or a program reads: text, JSON, workbook, page, PDF, map.

Every form is a pure function of a `Review`; only `write` touches the disk. The same review gives the same bytes.
"""
