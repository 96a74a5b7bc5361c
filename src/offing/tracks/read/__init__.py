"""Files of AIS → the two relations everything else in tracks reads: `positions` and `statics` on a DuckDB connection."""

from offing.tracks.read.sources import read_sources
from offing.tracks.read.told import FileRead, Problem, Read

__all__ = ["FileRead", "Problem", "Read", "read_sources"]
