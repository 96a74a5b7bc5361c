"""Made-up AIS traffic with planted events, at any size: to try the events' thresholds where the truth is known.

Ports are roughly where the world's are, and ships keep off the land; nothing else about it is real.
"""

from offing.tracks.laying.laid import Laid, lay_traffic

__all__ = ["Laid", "lay_traffic"]
