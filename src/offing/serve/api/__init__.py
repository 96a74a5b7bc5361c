"""What a program asks: one module for each kind of thing, each with a `router`."""
