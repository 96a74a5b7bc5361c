"""Column names of the feeds that are known → fields. Case, blanks and marks do not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_NAMES: Mapping[str, str] = {
    # who
    "mmsi": "mmsi ssvid sourcemmsi usermmsi userid vesselmmsi shipmmsi mmsinumber mmsino mobileid sourceid",
    # when
    "time": "t ts time timestamp basedatetime datetime dateutc datetimeutc timeutc timestamputc utc utctime received receivedat "
    "receivetime timereceived rxtime timeposition positiontimestamp dtposutc dtpos postime lastpositionupdate "
    "lastposepoch epoch unixtime unixtimestamp eventtime msgtime messagetimestamp tagblocktimestamp dtstaticutc collectiontime",
    "date": "date day",
    "local": "localtime timelocal timestamplocal datetimelocal localdatetime lt timelt datetimelt timestamplt tslocal",
    # where
    "lat": "lat latitude y latdeg latitudedeg latitudedegrees latdd declat decimallatitude positionlat shiplat vessellat ylat",
    "lon": "lon long lng longitude x londeg longitudedeg longitudedegrees londd declon decimallongitude positionlon longdeg "
    "shiplon vessellon xlon",
    # how
    "sog": "sog speed speedknots sogkn sogknots speedkn speedoverground speedkts knots",
    "cog": "cog course cogdeg courseoverground coursedeg courseogdeg",
    "heading": "heading trueheading hdg headingdeg headingtrue th trueheadingdeg",
    "navstat": "navstat navstatus navigationalstatus navigationstatus status navstatuscode navigationalstatuscode",
    # what
    "msg": "msg msgtype messagetype msgid messageid aismessagetype msgtypeid aistype",
    "mobile": "typeofmobile mobiletype",
    "imo": "imo imonumber imono imon imonum vesselimo shipimo lrimoshipno lrimo",
    "name": "name shipname vesselname ship vessel nametext shipnametext",
    "call_sign": "callsign callsgn ircs radiocallsign signal vesselcallsign",
    "ship_type": "shiptype vesseltype shipandcargotype shipcargotype typeofship shiptypecode vesseltypecode shipandcargotypecode "
    "shipandcargo aisshiptype shiptypeais typecargo",
    "length": "length lengthm loa lengthoverall vessellength shiplength",
    "beam": "width beam widthm beamm breadth vesselwidth shipwidth",
    "to_bow": "a tobow dima dimensiona dimtobow tobowm refa",
    "to_stern": "b tostern dimb dimensionb dimtostern tosternm refb",
    "to_port": "c toport dimc dimensionc dimtoport toportm refc",
    "to_starboard": "d tostarboard dimd dimensiond dimtostarboard tostarboardm refd",
    "draught": "draught draft draughtm draftm maxdraught maximumdraught maxdraft maximumpresentstaticdraught",
    "draught_x10": "draughtx10 draughtdm draftx10",
    "destination": "destination dest declareddestination destinationtext",
}

FIELD_OF: Mapping[str, str] = {name: field for field, names in _NAMES.items() for name in names.split()}

WEAK = frozenset("t x y a b c d th lt day ship vessel name utc signal status received".split())
"""Names that mean a field only when nothing clearer does."""

POSITION_FIELDS = ("sog", "cog", "heading", "navstat")
STATIC_FIELDS = (
    "imo", "name", "call_sign", "ship_type", "length", "beam", "to_bow", "to_stern", "to_port", "to_starboard",
    "draught", "draught_x10", "destination",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapped:
    """Field → column, and the columns left over: `ignored` are unknown, `twice` name a field already taken."""

    columns: Mapping[str, str]
    ignored: Sequence[str] = ()
    twice: Sequence[tuple[str, str]] = ()

    def others(self, field: str) -> list[str]:
        """Columns of a field that another column was taken for."""
        return [column for one, column in self.twice if one == field]

    def left(self, used: str = "") -> list[str]:
        """Every column that is not read; `used` is one that is, for a field already taken."""
        return [*self.ignored, *(column for _, column in self.twice if column != used)]


def folded(name: str) -> str:
    """A header's letters and digits, small."""
    return "".join(c for c in name.casefold() if c.isalnum())


def map_headers(names: Iterable[str]) -> Mapped:
    """Columns by field. Of two columns for one field the one with the clearer name is taken, else the first."""
    columns: dict[str, str] = {}
    taken: dict[str, str] = {}
    ignored: list[str] = []
    twice: list[tuple[str, str]] = []
    for name in names:
        fold = folded(name)
        field = FIELD_OF.get(fold)
        if field is None:
            ignored.append(name)
        elif field not in columns:
            columns[field], taken[field] = name, fold
        elif _rank(field, fold) < _rank(field, taken[field]):
            twice.append((field, columns[field]))
            columns[field], taken[field] = name, fold
        else:
            twice.append((field, name))
    return Mapped(columns, ignored, twice)


def _rank(field: str, fold: str) -> tuple[bool, int]:
    return fold in WEAK, _NAMES[field].split().index(fold) if field == "mmsi" else 0
