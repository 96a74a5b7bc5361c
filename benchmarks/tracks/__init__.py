"""What the tracks' events cost and what they find, on traffic whose truth is known: `make bench-tracks`."""
