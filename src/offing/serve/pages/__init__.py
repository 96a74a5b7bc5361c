"""What a person sees: one module for each place of the desk, each with a `router`."""
