"""What right claims tell besides: the speaker, how sure, and when; and whether every quote stands in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from offing.claims.model import Claim, Reading
from reports.alignment import Alignment, values
from reports.counting import Tally
from reports.gold import Told
from reports.pairing import ALIKE, KEYS, Judged

MEASURES = (
    "speaker, the nearest",
    "speaker, in the chain",
    "speaker's kind",
    "modality",
    "event date, the same",
    "event date, compatible",
    "other roles",
    "quote, on the annotator's",
)


@dataclass(frozen=True, slots=True)
class Slip:
    measure: str
    want: str
    have: str
    claim: Claim


def quality(judged: Iterable[Judged], by: Alignment) -> tuple[Mapping[str, Tally], tuple[Slip, ...]]:
    """Per measure, of the right core claims: asked is where the annotator says something, given where the reading does."""
    tallies = dict.fromkeys(MEASURES, Tally())
    slips: list[Slip] = []
    for one in judged:
        if one.verdict != "right" or one.asked is None:
            continue
        claim, told = one.given.claim, one.asked.told
        for measure, right, counts, want, have in _measured(claim, told, by):
            tallies[measure] += counts
            if not right:
                slips.append(Slip(measure, want, have, claim))
    return tallies, tuple(slips)


def _measured(claim: Claim, told: Told, by: Alignment) -> Iterator[tuple[str, bool, Tally, str, str]]:
    """An own voice of the report and the lack of a date are right answers too, where the annotator has none."""
    wanted = told.speaker
    said = " < ".join(s.text for s in claim.speakers)
    want = (wanted.entity or wanted.phrase or "unresolved") if wanted else ""
    near = by.same(wanted, claim.speakers[0]) if wanted and claim.speakers else not wanted and not claim.speakers
    if wanted and wanted.unresolved and not claim.speakers:
        near = True
    chain = any(by.same(wanted, s) for s in claim.speakers) if wanted and claim.speakers else near
    yield MEASURES[0], near, _once(near), want, said
    yield MEASURES[1], chain, _once(chain), want, said
    if wanted and told.speaker_kind and claim.speakers:
        kind = claim.speakers[0].kind == told.speaker_kind
        yield MEASURES[2], kind, _once(kind), told.speaker_kind, claim.speakers[0].kind
    sure = claim.modality == told.modality
    yield MEASURES[3], sure, _once(sure), told.modality, claim.modality
    span = claim.happened.span if claim.happened else None
    for measure, right in (
        (MEASURES[4], span == told.happened),
        (
            MEASURES[5],
            span == told.happened or (span is not None and told.happened is not None and span.overlaps(told.happened)),
        ),
    ):
        asked, given = told.happened is not None, span is not None
        good = right and asked
        yield measure, right, Tally(asked, good, given, good), str(told.happened or ""), str(span or "")
    for role, want_each in told.args.items():
        if role in KEYS[told.type]:
            continue
        args = values(claim.args, *ALIKE.get(role, (role,)))
        right = any(by.same(v, a) for v in want_each for a in args)
        named = ", ".join(v.entity or v.phrase for v in want_each)
        yield (
            MEASURES[6],
            right,
            Tally(1, right, bool(args), right),
            f"{role}: {named}",
            ", ".join(a.text for a in args),
        )
    upon = claim.start < told.end and told.start < claim.end
    yield MEASURES[7], upon, _once(upon), f"{told.start}-{told.end}", f"{claim.start}-{claim.end}"


def _once(right: bool) -> Tally:
    return Tally(1, right, 1, right)


def out_of_place(reading: Reading) -> list[str]:
    """Quotes, mentions and arguments that are not the words of the text at their offsets."""
    text = reading.document.text
    found = [f"mention {m.text!r} at {m.start}" for m in reading.mentions if text[m.start : m.end] != m.text]
    for claim in reading.claims:
        if not 0 <= claim.sentence_start <= claim.start < claim.end <= claim.sentence_end <= len(text):
            found.append(f"{claim.type} at {claim.start}: quote {claim.start}-{claim.end} of no sentence")
        told = [a for arg in claim.args for a in (arg, *arg.parts)] + list(claim.speakers)
        found += [f"{claim.type} at {claim.start}: {a.text!r}" for a in told if text[a.start : a.end] != a.text]
        for dated in (claim.happened,):
            if dated and not 0 <= dated.start <= dated.end <= len(text):
                found.append(f"{claim.type} at {claim.start}: date at {dated.start}-{dated.end}")
    return found
