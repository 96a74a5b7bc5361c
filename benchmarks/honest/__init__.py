"""A book of honest shipments, and how many findings it gets: the measure of restraint in docs/scenarios.md."""
