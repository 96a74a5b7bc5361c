"""The cases: a book, what a review of it must show, and what it must not."""
