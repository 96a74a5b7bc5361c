"""A file format → rows and nodes that must be read to the last field.

Readers here know formats, not publishers. What nobody reads and nobody ignores by name raises `UnreadField`.
"""
