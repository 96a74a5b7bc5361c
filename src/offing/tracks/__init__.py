"""AIS positions to events: encounters, gaps, loitering, port calls, jumps, changes of identity and of draught.

Speaks of what was observed and knows nothing of sanctions. Each event is defined by a query in `sql/`, its documentation.
"""
