"""Where things are at sea: the shore at full resolution, inland waters, ports and anchorages. Knows nothing of ships or lists."""
