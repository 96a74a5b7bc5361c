"""The desk: accounts, reviews that are kept, cases with four eyes, and a log that proves itself. No HTTP and no clock here."""
