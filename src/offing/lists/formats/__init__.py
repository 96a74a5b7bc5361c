"""Formats that more than one list uses; no list is defined here."""
