"""Lines of NMEA 0183 → whole AIS messages with a time. Kernels, as in `payload.py`.

A line's time is, in this order: its own tag block's (`c:`), what stands before the sentence or after its checksum, else the time
of the last `$PGHP`, `$--ZDA` or tag block, while that is not older than some hundred lines.
"""

from __future__ import annotations

from offing.tracks.read.payload import Bytes, Longs, armour, message, seconds_of

SENTENCES, BAD_CHECKSUM, NO_CHECKSUM, BAD_TAG, UNREADABLE, TOO_SHORT, INCOMPLETE, OTHER_LINES = range(8)
"""Rows of `tally`: count and first line of each."""
TALLIES = 8
SOURCES, SEQUENCES, CHANNELS = 16, 11, 3
SLOTS = SOURCES * SEQUENCES * CHANNELS
PARTS = 9
PART_BYTES = 224
HOLDS_LINES = 300
"""A time goes for this many lines after the one that told it; parts of one message lie no farther apart either."""
COMMA, STAR, BACKSLASH, BANG, DOLLAR = 44, 42, 92, 33, 36


def note(tally: Longs, what: int, line: int) -> None:
    if tally[what, 0] == 0:
        tally[what, 1] = line
    tally[what, 0] += 1


def hexadecimal(buf: Bytes, at: int, end: int) -> int:
    """Two hexadecimal digits; -1 when they are not there."""
    if at + 2 > end:
        return -1
    value = 0
    for k in range(2):
        c = int(buf[at + k])
        if 48 <= c <= 57:
            digit = c - 48
        elif 65 <= c <= 70:
            digit = c - 55
        elif 97 <= c <= 102:
            digit = c - 87
        else:
            return -1
        value = value * 16 + digit
    return value


def sum_of(buf: Bytes, start: int, end: int) -> int:
    """Where the `*` of a sentence stands if its checksum holds, -1 if it does not hold, -2 if there is none."""
    star = end - 3
    if star < start or buf[star] != STAR:  # something follows the checksum
        star = start
        while star < end and buf[star] != STAR:
            star += 1
    if star >= end:
        return -2
    told = hexadecimal(buf, star + 1, end)
    if told < 0:
        return -2
    held = 0
    for k in range(start, star):
        held ^= int(buf[k])
    return star if held == told else -1


def digits(buf: Bytes, at: int, end: int) -> tuple[int, int]:
    """The whole number at `at` and where it ends; at most 15 digits."""
    value = 0
    k = at
    while k < end and k < at + 15 and 48 <= buf[k] <= 57:
        value = value * 10 + int(buf[k]) - 48
        k += 1
    return value, k


def epoch(buf: Bytes, at: int, end: int) -> int:
    """Seconds since 1970 from digits that are seconds (9 or 10 of them) or milliseconds (12 or 13); -1 for others."""
    value, k = digits(buf, at, end)
    if 9 <= k - at <= 10:
        return value
    return value // 1000 if 12 <= k - at <= 13 else -1


def fields_of(buf: Bytes, at: int, end: int, out: Longs) -> int:
    """Whole numbers between commas (what follows a number's digits is passed over); how many."""
    many = 0
    k = at
    while many < len(out):
        value, _ = digits(buf, k, end)
        out[many] = value
        many += 1
        while k < end and buf[k] not in (COMMA, STAR):
            k += 1
        if k >= end or buf[k] == STAR:
            break
        k += 1
    return many


def tag_time(buf: Bytes, start: int, end: int) -> int:
    """The `c:` of a tag block's text; -1 without one."""
    k = start
    while k + 2 < end:
        if buf[k] == 99 and buf[k + 1] == 58 and (k == start or buf[k - 1] == COMMA):
            return epoch(buf, k + 2, end)
        k += 1
    return -1


def tag_source(buf: Bytes, start: int, end: int) -> int:
    """A small number that stands for the `s:` of a tag block, so that two stations' messages are joined apart."""
    k = start
    while k + 2 < end:
        if buf[k] == 115 and buf[k + 1] == 58 and (k == start or buf[k - 1] == COMMA):
            held = 0
            k += 2
            while k < end and buf[k] not in (COMMA, STAR):
                held = (held * 31 + int(buf[k])) % 8191
                k += 1
            return held % (SOURCES - 1) + 1
        k += 1
    return 0


def before(buf: Bytes, start: int, end: int, work: Longs) -> int:
    """A time that a logger wrote before the sentence: an epoch, or year-month-day hour:minute:second. -1 without one."""
    k = start
    while k < end and not 48 <= buf[k] <= 57:
        k += 1
    value, stop = digits(buf, k, end)
    if stop - k != 4:
        return epoch(buf, k, end)
    many = 0
    while k < end and many < 6:
        value, stop = digits(buf, k, end)
        if stop == k:
            k += 1
            continue
        work[many] = value
        many += 1
        k = stop
    if many < 6:
        return -1
    return seconds_of(work[0], work[1], work[2], work[3], work[4], work[5])


def clock_line(buf: Bytes, start: int, end: int, work: Longs) -> int:
    """The time of a `$PGHP` or `$--ZDA` sentence with a good checksum; -1 of any other."""
    if end - start < 12:
        return -1
    if buf[start + 1] == 80 and buf[start + 2] == 71 and buf[start + 3] == 72 and buf[start + 4] == 80:  # PGHP
        if sum_of(buf, start + 1, end) < 0 or fields_of(buf, start + 6, end, work) < 7:
            return -1
        return seconds_of(work[1], work[2], work[3], work[4], work[5], work[6])
    if buf[start + 3] == 90 and buf[start + 4] == 68 and buf[start + 5] == 65:  # ZDA: hhmmss, day, month, year
        if sum_of(buf, start + 1, end) < 0 or fields_of(buf, start + 7, end, work) < 4:
            return -1
        clock = work[0]
        return seconds_of(work[3], work[2], work[1], clock // 10000, clock // 100 % 100, clock % 100)
    return -1


def join(
    buf: Bytes, start: int, end: int, slot: int, number: int, many: int, t: int, line: int,
    parts: Bytes, lengths: Longs, held: Longs, whole: Bytes, tally: Longs,
) -> int:  # fmt: skip
    """Keeps one part; the length of the message in `whole` when it was the last that lacked, else 0.

    `held` of a slot: how many parts, how many are there, time, line. A part that stands already, another number of parts, or
    parts long past give up what was held.
    """
    if end - start > PART_BYTES or number > PARTS or many > PARTS:
        note(tally, UNREADABLE, line)
        return 0
    fresh = held[slot, 0] == many and lengths[slot, number - 1] == 0 and line - held[slot, 3] <= HOLDS_LINES
    if held[slot, 1] > 0 and not fresh:
        note(tally, INCOMPLETE, held[slot, 3])
    if held[slot, 1] == 0 or not fresh:
        lengths[slot, :] = 0
        held[slot, 0] = many
        held[slot, 1] = 0
        held[slot, 2] = -1
        held[slot, 3] = line
    lengths[slot, number - 1] = end - start
    parts[slot, number - 1, : end - start] = buf[start:end]
    held[slot, 1] += 1
    if t >= 0 and (held[slot, 2] < 0 or number == 1):
        held[slot, 2] = t
    if held[slot, 1] < many:
        return 0
    size = 0
    for k in range(many):
        length = lengths[slot, k]
        whole[size : size + length] = parts[slot, k, :length]
        size += length
    held[slot, 1] = 0
    return size


def sentence(
    buf: Bytes, start: int, end: int, t: int, source: int, line: int, state: tuple[Bytes, Longs, Longs, Bytes, Bytes],
    out: tuple[Longs, Longs, Bytes, Longs, Longs], tally: Longs,
) -> None:  # fmt: skip
    """One `!--VDM` or `!--VDO` from its `!`: checked, joined, decoded."""
    parts, lengths, held, whole, six = state
    note(tally, SENTENCES, line)
    star = sum_of(buf, start + 1, end)
    if star < 0:
        note(tally, BAD_CHECKSUM if star == -1 else NO_CHECKSUM, line)
        return
    if star + 4 < end and buf[star + 3] == COMMA:
        after = epoch(buf, star + 4, end)
        t = after if after >= 0 else t
    k = start + 7
    many, k = digits(buf, k, star)
    number, k = digits(buf, k + 1, star)
    sequence, stop = digits(buf, k + 1, star)
    sequence = min(sequence, 9) if stop > k + 1 else 10
    k = stop + 1
    channel = 0 if k < star and buf[k] in (65, 49) else 1 if k < star and buf[k] in (66, 50) else 2
    while k < star and buf[k] != COMMA:
        k += 1
    first = k + 1
    last = first
    while last < star and buf[last] != COMMA:
        last += 1
    fill, _ = digits(buf, last + 1, star)
    if not 1 <= number <= many or last >= star or fill > 5:
        note(tally, UNREADABLE, line)
        return
    if many > 1:
        slot = (source * SEQUENCES + sequence) * CHANNELS + channel
        size = join(buf, first, last, slot, number, many, t, line, parts, lengths, held, whole, tally)
        if size == 0:
            return
        t = held[slot, 2]
        many = armour(whole, 0, size, six)
    else:
        many = armour(buf, first, last, six)
    if many < 0:
        note(tally, UNREADABLE, line)
    elif not message(six, many * 6 - fill, t, line, out[0], out[1], out[2], out[3], out[4]):
        note(tally, TOO_SHORT, line)


def scan(
    buf: Bytes, ends: Longs, clock: Longs, state: tuple[Bytes, Longs, Longs, Bytes, Bytes],
    out: tuple[Longs, Longs, Bytes, Longs, Longs], tally: Longs, work: Longs,
) -> None:  # fmt: skip
    """The lines of a block, of which `ends` are the line feeds. `clock`: last time told, its line, the line now."""
    at = 0
    for stop in ends:
        end = stop
        if end > at and buf[end - 1] == 13:
            end -= 1
        clock[2] += 1
        line = clock[2]
        k, own, source = at, -1, 0
        while k < end and buf[k] == BACKSLASH:
            close = k + 1
            while close < end and buf[close] != BACKSLASH:
                close += 1
            star = sum_of(buf, k + 1, close)
            if star < 0:
                note(tally, BAD_TAG, line)
            else:
                told = tag_time(buf, k + 1, star)
                own = told if told >= 0 else own
                source = tag_source(buf, k + 1, star)
            k = close + 1
        mark = k
        while mark < end and buf[mark] not in (BANG, DOLLAR):
            mark += 1
        if mark > k and own < 0:
            own = before(buf, k, mark, work)
        if mark < end and buf[mark] == DOLLAR:
            told = clock_line(buf, mark, end, work)
            own = told if told >= 0 else own
        if own >= 0:
            clock[0] = own
            clock[1] = line
        if (
            mark + 12 < end
            and buf[mark] == BANG
            and buf[mark + 3] == 86
            and buf[mark + 4] == 68
            and buf[mark + 5] in (77, 79)
        ):
            t = own if own >= 0 else clock[0] if line - clock[1] <= HOLDS_LINES else -1
            sentence(buf, mark, end, t, source, line, state, out, tally)
        elif mark < end and buf[mark] == BANG:
            note(tally, OTHER_LINES, line)
        at = stop + 1
