"""The thresholds of the events: defaults, units in the names, and where each figure comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Params:
    """What the queries are filled with; a report records it whole."""

    max_gap_s: int = 7200
    """Positions are interpolated between two reports at most so far apart (two hours)."""
    spike_kn: int = 60
    """No merchant ship moves so fast between two reports."""
    spike_m: int = 2000
    """What a bad fix may add to a step before it counts as impossible."""
    near_port_m: int = 20_000
    """How far round ports and anchorages distances are kept."""
    sea_m: int = 10_000
    """Encounters so near to a port or anchorage are not looked for: GFW's anchorage distance (Miller et al. 2018)."""
    radius_m: int = 500
    """Two ships nearer than this are together: GFW's 500 m (Miller et al. 2018)."""
    hole_slots: int = 3
    """Slots of ten minutes that may be missing within one run of slots."""
    meeting_s: int = 2400
    """The shortest candidate. Shorter than any transfer of cargo; the tiers ask for more."""
    together_kn: int = 6
    """Transfers under way were measured at 0.9 to 3.2 kn; above six knots ships only follow one route."""
    under_way_kn: int = 8
    """A ship going faster from one ten minutes to the next is on her way, and lies beside no other: two within 500 m of each
    other in two slots differ by at most 1.6 kn from their mean, which is six knots at most for half of a candidate.
    """
    under_way_m: int = 500
    """What such a step may have to spare: late and noisy positions, and the start or end of a stop."""
    reunion_s: int = 21_600
    """Two candidates of one pair are one encounter when neither ship was heard away from the other for so long
    between them.
    """
    heard_s: int = 300
    """A ship counts as observed at an instant when a report of hers lies within five minutes of it."""
    beside_m: int = 150
    """Antennas nearer than this can be on two hulls lying side by side; real transfers were measured at 47 to 76 m."""
    loiter_kn: int = 2
    """Loitering: GFW's speed of a ship that waits or drifts (Miller et al. 2018)."""
    loiter_s: int = 14_400
    """Shorter stops at sea are many, and innocent: four hours."""
    moored_ckn: int = 20
    """Hundredths of a knot: slower than this, and within `moored_m` of the shore, a ship lies in a harbour that no
    list has.
    """
    moored_m: int = 2000
    """See `moored_ckn`: marinas, moorings and coves. Within `near_port_m` of a port it holds for any speed."""
    anchored_m: int = 1000
    """The same for cargo ships and tankers more than `near_port_m` from ports: they anchor so near, and berth nearer."""
    call_m: int = 5000
    """Within this distance of a port or anchorage a ship is at it."""
    stop_kn: float = 0.6
    """Slower than this a ship is moored or at anchor; the swing at anchor and the noise of positions stay below it."""
    stop_s: int = 3600
    """The shortest stop that is a port call."""
    gap_s: int = 21_600
    """A silence longer than this is told: six hours, the weak grade of a reporting gap; twelve are the strong one
    (Welch et al. 2022).
    """
    before_s: int = 43_200
    """The hours before a silence in which her own reports are counted (Welch et al. 2022: 14 positions in 12 h)."""
    coverage_m: int = 50_000
    """A ship this near is heard, or not, by the same receivers: within the reach of a coastal station."""
    coverage_s: int = 21_600
    """The time before, after and at the end of a silence in which neighbours are looked for."""
    neighbours: int = 2
    """Other ships to be heard before reception counts as working: one may be nearer to the receiver."""
    ahead_h: int = 3
    """Reception is also looked for where she would have been after so many hours: ships sail out of it."""
    own_reports: int = 6
    """Reports in the hours before, for a ship never heard again to be told: a garbled MMSI is heard once or twice."""
    reach_kn: int = 15
    """The least speed taken for any silence: tankers and bulk carriers sail at 12 to 15 kn, whatever they did before it."""
    stay_s: int = 10_800
    """The least time in port that makes a port within reach one: three hours."""
    draught_step_m: float = 0.5
    """The least change of draught that is told. Trim and bunkers stay below it."""
    draught_cargo_m: float = 1.0
    """From this change on, cargo or ballast water: what a partner would leave where none was seen."""
    slow_kn: int = 5
    """Transfers under way were measured at 0.9 to 3.2 kn, and ships restricted in their ability to manoeuvre near
    them at up to 4.6.
    """
    slow_s: int = 10_800
    """The least time slow at sea in which cargo could have been worked: three hours."""
    settled_s: int = 43_200
    """A draught typed in late was made in port: a port within this time before the old value was last sent counts as
    hers.
    """
    alternations: int = 4
    """Impossible steps to and fro between two tracks before they are two ships under one MMSI, and not one jump and
    return.
    """
    apart_m: int = 50_000
    """Two tracks under one MMSI nearer than this are late or bad fixes, unless two identities are sent in turn: fixes up
    to 40 km late were met in satellite data.
    """
    jump_m: int = 20_000
    """The least jump that is told."""
    said_times: int = 3
    """Messages that a value of an identity must have been sent in: single ones are garbled or typed wrong."""
    said_s: int = 10_800
    """How long, from its first to its last message, each value was sent before a change counts: three hours."""
    inland_m: int = 2000
    """A report this far from any water is not a receiver's or a chart's error."""

    def numbers(self) -> dict[str, int | float]:
        return asdict(self)
