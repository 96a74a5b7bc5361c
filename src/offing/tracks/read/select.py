"""The SELECT that turns one table into the canonical relations. AIS's "not available" becomes null here and nowhere else.

The text is DuckDB's dialect in the words that SQLGlot knows for Spark too. Sources of the codes: ITU-R M.1371-5, annex 8.
"""

from __future__ import annotations

from collections.abc import Collection

from offing.tracks.read import told
from offing.tracks.read.shape import (
    ISO,
    MICROSECONDS,
    MILLISECONDS,
    NANOSECONDS,
    NUMBER,
    SECONDS,
    UNKNOWN,
    Shape,
    is_moment,
    is_text,
    is_whole,
)  # fmt: skip
from offing.tracks.read.words import MOBILE, NAVSTAT, SHIP_TYPE, case_of

POSITION_COLUMNS = ("mmsi", "t", "lat", "lon", "sog_kn", "cog_deg", "heading_deg", "navstat")
STATIC_COLUMNS = (
    "mmsi", "t", "imo", "name", "call_sign", "ship_type", "length_m", "beam_m", "to_bow_m", "to_stern_m", "to_port_m",
    "to_starboard_m", "draught_m", "destination",
)  # fmt: skip
STATIC_VALUES = STATIC_COLUMNS[2:]
TRIMMED = "VARCHAR TRIMMED"
"""The type of text that has been trimmed already."""
TYPES = {
    "mmsi": "BIGINT", "t": "BIGINT", "lat": "DOUBLE", "lon": "DOUBLE", "sog_kn": "DOUBLE", "cog_deg": "DOUBLE",
    "heading_deg": "DOUBLE", "navstat": "SMALLINT", "imo": "BIGINT", "name": "VARCHAR", "call_sign": "VARCHAR",
    "ship_type": "SMALLINT", "length_m": "DOUBLE", "beam_m": "DOUBLE", "to_bow_m": "DOUBLE", "to_stern_m": "DOUBLE",
    "to_port_m": "DOUBLE", "to_starboard_m": "DOUBLE", "draught_m": "DOUBLE", "destination": "VARCHAR",
}  # fmt: skip

SHIP = (
    "{mmsi} BETWEEN 100000000 AND 989999999 AND NOT {mmsi} BETWEEN 111000000 AND 111999999 AND NOT {mmsi} BETWEEN 970000000 "
    "AND 970999999 AND NOT {mmsi} BETWEEN 972000000 AND 972999999 AND NOT {mmsi} BETWEEN 974000000 AND 974999999"
)
"""MMSI of ships: nine digits, not of aircraft (111), aids (99), distress beacons (970, 972, 974). ITU-R M.585."""
LAST_SECOND = 4102444800
SENDER, TIME, PLACE = DOUBTS = ("sender", "time", "place")
"""What a row may fail: see `select_of`."""
_PER_SECOND = {MILLISECONDS: 1000, MICROSECONDS: 1000000, NANOSECONDS: 1000000000}


def select_of(shape: Shape, source: str, relation: str = "positions", *, doubts: Collection[str] = DOUBTS) -> str:
    """`SELECT … FROM source` with the columns of `positions` or of `statics` (every row of theirs; nothing summed up).

    `doubts`: what is tested again, for some row may fail it: whether it is a ship's (SENDER), timed (TIME), on the globe (PLACE).
    """
    mmsi, t = mmsi_of(shape), time_of(shape)
    columns = POSITION_COLUMNS if relation == "positions" else STATIC_COLUMNS
    lines = ",\n       ".join(f"{expression(shape, c)} AS {c}" for c in columns)
    tests = [SHIP.format(mmsi=mmsi), *_not_by_message(shape)] if SENDER in doubts else []
    tests += [f"{t} BETWEEN 0 AND {LAST_SECOND}"] if TIME in doubts else []
    if relation == "positions" and PLACE in doubts:
        lat, lon = expression(shape, "lat"), expression(shape, "lon")
        tests += [f"{lat} BETWEEN -90 AND 90", f"{lon} BETWEEN -180 AND 180"]
    where = "\nWHERE " + "\n  AND ".join(tests) if tests else ""
    return f"SELECT {lines}\nFROM {source}{where}"


def why_of(shape: Shape, doubts: Collection[str] = DOUBTS) -> str:
    """SQL for the reason why a row is no position of a ship; null where it is one. Only of the kinds in `doubts`."""
    mmsi, t = mmsi_of(shape), time_of(shape)
    msg = message_of(shape)
    sender = [
        (f"{mmsi} IS NULL OR {mmsi} <= 0", told.NO_MMSI),
        (f"{mmsi} > 999999999", told.LONG_MMSI),
        (f"{mmsi} BETWEEN 2000000 AND 7999999" + (f" OR {msg} = 4" if msg else ""), told.BASE_STATION),
        (f"{mmsi} < 100000000", told.SHORT_MMSI),
        (f"{mmsi} BETWEEN 111000000 AND 111999999" + (f" OR {msg} = 9" if msg else ""), told.AIRCRAFT),
        (f"{mmsi} >= 990000000" + (f" OR {msg} = 21" if msg else ""), told.AID),
        (f"NOT ({SHIP.format(mmsi=mmsi)})" + (f" OR {msg} = -1" if msg else ""), told.BEACON),
    ]
    whens = sender if SENDER in doubts else []
    timed = [
        (f"{t} IS NULL", told.NO_TIME),
        (f"NOT {t} BETWEEN 0 AND {LAST_SECOND}", told.ODD_TIME),
    ]
    whens = whens + (timed if TIME in doubts else [])
    if shape.positions and PLACE in doubts:
        lat, lon = expression(shape, "lat"), expression(shape, "lon")
        whens += [
            (
                f"{lat} IS NULL OR {lon} IS NULL OR isnan({lat}) OR isnan({lon}) OR {lat} = 91 OR {lon} = 181",
                told.NO_POSITION,
            ),
            (f"NOT ({lat} BETWEEN -90 AND 90 AND {lon} BETWEEN -180 AND 180)", told.OFF_GLOBE),
        ]
    if not whens:
        return "CAST(NULL AS VARCHAR)"
    return "CASE " + " ".join(f"WHEN {test} THEN '{reason}'" for test, reason in whens) + " END"


def doubt_of(reason: str) -> str:
    """The test that a row with this reason fails."""
    if reason in (told.NO_TIME, told.ODD_TIME):
        return TIME
    return PLACE if reason in (told.NO_POSITION, told.OFF_GLOBE) else SENDER


def expression(shape: Shape, column: str) -> str:
    """SQL for one canonical column; a typed NULL where the table has nothing for it."""
    made = _expression(shape, column)
    return made if made is not None else f"CAST(NULL AS {TYPES[column]})"


def _expression(shape: Shape, column: str) -> str | None:
    if column == "mmsi":
        return mmsi_of(shape)
    if column == "t":
        return time_of(shape)
    if column in ("lat", "lon"):
        return _double(shape, column)
    if column == "sog_kn":
        return _between(_double(shape, "sog"), "0", "102.25")
    if column in ("cog_deg", "heading_deg"):
        return _between(_double(shape, column.removesuffix("_deg")), "0", "359.999999")
    if column == "navstat":
        return _code(shape, "navstat", 0, 14, NAVSTAT)
    if column == "ship_type":
        return _code(shape, "ship_type", 1, 255, SHIP_TYPE)
    if column == "imo":
        return _imo(shape)
    if column in ("name", "call_sign", "destination"):
        return _text(shape, column)
    if column == "draught_m":
        tenths = _double(shape, "draught_x10")
        return _above_zero(_double(shape, "draught") or (f"({tenths}) / 10" if tenths else None))
    return _metres(shape, column.removesuffix("_m"))


def _metres(shape: Shape, field: str) -> str | None:
    """A dimension; length and beam, where no column gives them, from the distances to the ends."""
    value = _above_zero(_double(shape, field))
    if value is not None or field not in ("length", "beam"):
        return value
    ends = ("to_bow", "to_stern") if field == "length" else ("to_port", "to_starboard")
    parts = [_double(shape, end) for end in ends]
    return _above_zero(f"({parts[0]} + {parts[1]})") if all(parts) else None


def mmsi_of(shape: Shape) -> str:
    column, kind = shape.columns["mmsi"]
    if kind == "BIGINT":
        return quoted(column)
    return f"CAST({quoted(column)} AS BIGINT)" if is_whole(kind) else f"TRY_CAST({quoted(column)} AS BIGINT)"


def time_of(shape: Shape) -> str:
    """Whole seconds since 1970, UTC; a fraction is cut off."""
    seconds = _seconds(shape)
    if shape.also:
        column, kind, form = shape.also
        seconds = f"coalesce({seconds}, {_in_seconds(quoted(column), kind, form)})"
    return f"({seconds} - {shape.offset_s})" if shape.offset_s else seconds


def _seconds(shape: Shape) -> str:
    column, kind = shape.columns["time" if "time" in shape.columns else "local"]
    value = quoted(column)
    if "date" in shape.columns:
        value = f"concat_ws(' ', {quoted(shape.columns['date'][0])}, {value})"
    return _in_seconds(value, kind, shape.time)


def _in_seconds(value: str, kind: str, time: str) -> str:
    if time == UNKNOWN:
        return "CAST(NULL AS BIGINT)"
    if is_moment(kind):
        if not kind.startswith("TIMESTAMP") or "_" in kind:
            value = f"CAST({value} AS TIMESTAMP)"
        return f"CAST(floor(epoch({value})) AS BIGINT)"
    if is_whole(kind):
        return _per_second(value if kind == "BIGINT" else f"CAST({value} AS BIGINT)", time)
    if not is_text(kind):
        return _per_second(f"CAST({value} AS DOUBLE)", time, whole=False)
    if time in (NUMBER, SECONDS, *_PER_SECOND):
        unit = SECONDS if time == NUMBER else time
        return _per_second(f"TRY_CAST({value} AS DOUBLE)", unit, whole=False)
    if time == ISO:
        # without an offset a cast to TIMESTAMPTZ would take the zone of the session, and with one a cast to TIMESTAMP drops it
        zoned = f"epoch(TRY_CAST({value} AS TIMESTAMPTZ))"
        plain = f"epoch(TRY_CAST({value} AS TIMESTAMP))"
        seconds = f"CASE WHEN regexp_matches({value}, ':[0-9. ]+[+-][0-9][0-9](:?[0-9][0-9])?$') THEN {zoned} ELSE {plain} END"
        return f"CAST(floor({seconds}) AS BIGINT)"
    return f"CAST(floor(epoch(TRY_STRPTIME({value}, '{time}'))) AS BIGINT)"


def message_of(shape: Shape) -> str | None:
    """The message type, or the type that such a sender sends; None when the table does not tell it."""
    if "mobile" in shape.columns:
        return case_of(quoted(shape.columns["mobile"][0]), MOBILE, "1")
    if "msg" not in shape.columns:
        return None
    column, kind = shape.columns["msg"]
    return quoted(column) if is_whole(kind) else f"TRY_CAST({quoted(column)} AS SMALLINT)"


def _not_by_message(shape: Shape) -> list[str]:
    msg = message_of(shape)
    return [f"coalesce({msg}, 1) NOT IN (4, 9, 21, -1)"] if msg else []


def _per_second(value: str, unit: str, *, whole: bool = True) -> str:
    if unit == SECONDS:
        return value if whole else f"CAST(floor({value}) AS BIGINT)"
    return f"CAST(floor({value} / {_PER_SECOND[unit]}) AS BIGINT)"


def _double(shape: Shape, field: str) -> str | None:
    if field not in shape.columns:
        return None
    column, kind = shape.columns[field]
    name = quoted(column)
    if kind == "DOUBLE":
        return name
    if not is_text(kind):
        return f"CAST({name} AS DOUBLE)"
    return f"TRY_CAST(replace({name}, ',', '.') AS DOUBLE)" if shape.decimal == "," else f"TRY_CAST({name} AS DOUBLE)"


def _between(value: str | None, low: str, high: str) -> str | None:
    return value and f"CASE WHEN {value} BETWEEN {low} AND {high} THEN {value} END"


def _above_zero(value: str | None) -> str | None:
    return value and f"CASE WHEN {value} > 0 AND {value} < 10000 THEN {value} END"


def _code(shape: Shape, field: str, low: int, high: int, words: dict[str, int]) -> str | None:
    if field not in shape.columns:
        return None
    column, kind = shape.columns[field]
    name = quoted(column)
    value = f"TRY_CAST({name} AS SMALLINT)"
    if is_text(kind):
        value = f"TRY_CAST({case_of(name, words, f'TRY_CAST({name} AS SMALLINT)')} AS SMALLINT)"
    return f"CASE WHEN {value} BETWEEN {low} AND {high} THEN {value} END"


def _imo(shape: Shape) -> str | None:
    if "imo" not in shape.columns:
        return None
    column, kind = shape.columns["imo"]
    name = quoted(column)
    value = f"TRY_CAST(regexp_extract({name}, '[0-9]+') AS BIGINT)" if is_text(kind) else f"TRY_CAST({name} AS BIGINT)"
    return f"CASE WHEN {value} > 0 THEN {value} END"


NOTHING_SAID = "'', 'NA', 'N/A', 'Unknown', 'UNKNOWN', 'NULL', 'nan', 'None', 'NOT NAMED', 'NO NAME'"
"""What feeds and decoders write where a ship said nothing."""


def _text(shape: Shape, field: str) -> str | None:
    """Text up to the first `@`, blanks at its ends away; what feeds write for nothing is null."""
    if field not in shape.columns:
        return None
    column, kind = shape.columns[field]
    value = quoted(column) if kind == TRIMMED else _trimmed(quoted(column))
    return f"CASE WHEN {value} NOT IN ({NOTHING_SAID}) THEN {value} END"


def _trimmed(value: str) -> str:
    return f"trim(split_part(CAST({value} AS VARCHAR), '@', 1))"


def typed_of(shape: Shape, source: str, carried: str = "") -> tuple[str, Shape]:
    """A SELECT of the fields of a table of text, each read once as its type, and the shape of that: what `select_of` writes
    names a column more than once, and to read text is dear."""
    made = {"mmsi": (mmsi_of(shape), "BIGINT"), "time": (time_of(shape), "BIGINT")}
    for field in shape.columns.keys() - {"mmsi", "time", "local", "date", "msg", "mobile"}:
        if field in ("name", "call_sign", "destination"):
            made[field] = (_trimmed(quoted(shape.columns[field][0])), TRIMMED)
        elif field in ("navstat", "ship_type", "imo"):
            made[field] = (expression(shape, field), TYPES[field])
        else:
            made[field] = (_double(shape, field) or "NULL", "DOUBLE")
    if message := message_of(shape):
        made["msg"] = (message, "SMALLINT")
    columns = ", ".join(f"{made[field][0]} AS {quoted(field)}" for field in sorted(made))
    typed = Shape({field: (field, kind) for field, (_, kind) in made.items()})
    return f"SELECT {columns}{carried} FROM {source}", typed  # noqa: S608


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
