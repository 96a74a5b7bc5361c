"""How well reports are read: annotated texts, what a reader makes of them, and the difference in figures."""
