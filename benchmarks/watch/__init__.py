"""What keeping watch costs: versions of a list, and what is told when one changes."""
