"""Kinds of names. Each kind is its own world of words: STAR is rare among persons."""

PERSON, FIRM, SHIP = 0, 1, 2
