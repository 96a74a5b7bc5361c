"""Books that are kept watch over: reviewed again when the lists move, and only what differs is told."""
