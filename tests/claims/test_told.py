"""What comes of documents: invariants on any prose, statuses, headlines, boilerplate, prose off the topic, and its cost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.claims.masked import masked
from offing.claims.model import Claim, Document, Segment
from offing.claims.told import claims_of
from tests.claims.marked import read


def claims(example: str) -> tuple[Claim, ...]:
    return claims_of(*read(example))


PIECES = [
    "[A:The Treasury] ", "[C:Iran] ", "[V:Tantal] ", "[O:Hengli] ", "[K:the company=?] ", "[N:she=Tantal] ", "[G:coal] ",
    "[L:Nampo] ", "[D:Friday] ", "sanctioned ", "was seized by ", "designated ", "and ", ", ", "“", "” ", "said ", "’s ", "— ",
    "which owns ", "\u00a0", "\u200b", "<V3> ", "on a list of vessels ", "the Russian-flagged tanker ", "(IMO 9000000) ",
    "charged with ", "in ", "of ", ".\n", "!  The ", "İ", "forfeited ",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_every_quote_and_argument_is_a_slice_of_the_text(pieces: list[str]) -> None:
    document, mentions, things = read("".join(pieces))
    for claim in claims_of(document, mentions, things):
        assert 0 <= claim.sentence_start <= claim.start < claim.end <= claim.sentence_end <= len(document.text)
        assert document.text[claim.start : claim.end].strip() == document.text[claim.start : claim.end]
        for arg in claim.args:
            for part in (arg, *arg.parts):
                assert document.text[part.start : part.end] == part.text
                assert -1 <= part.thing < len(things)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_a_masked_sentence_maps_back(pieces: list[str]) -> None:
    document, mentions, _ = read("".join(pieces))
    view = masked(document.text, 0, len(document.text), list(enumerate(mentions)))
    assert len(view.text) == len(view.places)
    assert list(view.places) == sorted(view.places), "places never go back"
    for k, mention in enumerate(mentions):
        token = next(t for t in (f"<{c}{k}>" for c in "VNOKAPCLFGDQIXY") if t in view.text)
        at = view.text.index(token)
        assert view.span(at, at + len(token)) == (mention.start, mention.end)


@pytest.mark.parametrize(
    ("example", "status", "why"),
    [
        ("[C:Iran] seized [V:Tantal].", "complete", "what was seized is named"),
        ("[C:Iran] seized [N:the ship=?].", "dangling", "no ship is named anywhere in the text"),
        ("[C:Iran] seized a tanker in [L:Nampo].", "partial", "a tanker, but which?"),
        (
            "[C:Iran] seized [V:Tantal] en route to [C:Syria] via [K:the company=?].",
            "partial",
            "the company is told nowhere",
        ),
        ("[C:Iran] seized [N:the ship=Tantal], owners of [V:Tantal] said.", "complete", "the ship is the Tantal"),
    ],
)
def test_a_claim_tells_what_it_lacks(example: str, status: str, why: str) -> None:
    found = [c for c in claims(example) if c.type == "seized"]
    assert [c.status for c in found] == [status], why


def test_a_headline_is_kept_only_where_the_body_does_not_say_so() -> None:
    document, mentions, things = read(
        "[C:Iran] seizes [V:Tantal]\n\n[C:Iran] charged [P:Petrov] with fraud on [D:Friday].\n"
    )
    end = document.text.index("\n")
    segments = (Segment("headline", 0, end), Segment("body", end + 2, len(document.text)))
    headed = Document("x", document.text, "", "text", "utf-8", segments)
    assert [(c.type, c.rule.endswith("@headline")) for c in claims_of(headed, mentions, things)] == [
        ("seized", True),
        ("charged", False),
    ]
    document, mentions, things = read("[C:Iran] seizes [V:Tantal]\n\n[C:Iran] seized [V:Tantal] on [D:Friday].\n")
    headed = Document("x", document.text, "", "text", "utf-8", segments)
    assert [c.rule.endswith("@headline") for c in claims_of(headed, mentions, things)] == [False]


@pytest.mark.parametrize("kind", ["boilerplate", "header", "byline", "dateline"])
def test_nothing_is_told_by_what_is_no_prose(kind: str) -> None:
    document, mentions, things = read("[C:Iran] seized [V:Tantal].\n")
    silent = (Segment(kind, 0, len(document.text)),)  # type: ignore[arg-type]
    assert not claims_of(Document("x", document.text, "", "text", "utf-8", silent), mentions, things)


@pytest.mark.parametrize(
    ("example", "why"),
    [
        ("[V:The Hanseatic] was designated as the state yacht in [D:1936].", "an office"),
        ("[O:Frontline] is listed on the Oslo exchange.", "shares"),
        ("[V:The ship] listed to port after her cargo shifted.", "leaned over"),
        ("The sale of [V:Courageous] was sanctioned by the jury.", "allowed"),
        ("The old [F:customs house] was targeted for demolition.", "meant to be pulled down"),
        ("Had [V:Kiwala] been sanctioned by [C:the United States], no port would have taken her.", "it was not"),
        ("[V:Tantal] could be designated if she loads again.", "it may never be"),
        ("[A:The Treasury] is considering sanctions against [O:Tirad Shipping].", "not done yet"),
        ("[A:The Coast Guard] designated [V:Brave] as the on-scene command vessel.", "a task"),
        ("[C:China] blocked [V:Tantal] in the strait.", "stood in its way"),
        ("In the film, [C:the United States] sanctions [O:Red Star].", "fiction"),
        ("The cargo of [V:Wise Honest] was designated UN 1361.", "a class of goods"),
        ("The manager of the [V:Mira], a tanker, was sanctioned by [C:the US].", "its manager"),
        ("[V:Mira], unlike [V:Lena], was not sanctioned by [C:the US].", "neither is told to be"),
        ("Neither of [N:those ships=?] was under [C:US] sanctions.", "neither"),
        ("[V:Mira], a tanker, was blocked in [D:May] by ice. The sanctions bite.", "stuck"),
        ("[A:The Council] named [P:Li Wei] and [P:Ivan Petrov] as envoys. The sanctions bite.", "an office"),
        ("[V:Mira], as a tanker, was designated a pollution risk.", "a risk"),
        ("[A:The Treasury] is expected to put the tycoon [P:Li Wei] on its list. The sanctions bite.", "not done yet"),
        ("[A:OFAC] has had no reason to put [V:Mira] on its list. The sanctions bite.", "not done"),
        ("[A:OFAC] fined [O:Blue Sky] [Q:$1m]. The sanctions bite.", "a penalty"),
        ("[O:Blue Sky] agreed to pay [Q:$1m] to settle with [A:OFAC] over sanctions.", "a settlement"),
    ],
)
def test_no_designation_from_what_is_none(example: str, why: str) -> None:
    found = [c for c in claims(example) if c.type == "designated" and c.polarity == "positive"]
    assert not [c for c in found if c.modality in ("asserted", "confirmed", "alleged", "believed")], why


def test_an_advisory_is_never_a_designation() -> None:
    found = claims(
        "[A:The Treasury] included [V:Tantal] on a list of “vessels believed to have engaged in ship-to-ship transfers”. "
        "[V:Lunis] was named in [Y:a shipping advisory] by [A:OFAC]."
    )
    assert {c.type for c in found} >= {"advisory_listed"}
    assert not [c for c in found if c.type == "designated"]


def test_what_one_sentence_says_of_a_group_the_next_says_of_its_members() -> None:
    found = claims(
        "[A:OFAC] sanctioned [N:three tankers=three] on [D:Friday]. They include [V:Tantal], [V:Lunis] and [V:Vityaz]."
    )
    members = [c for c in found if c.rule.endswith("@members")]
    assert {a.text for c in members for a in c.args if a.role == "target"} == {"Tantal", "Lunis", "Vityaz"}
    assert all(c.arg("authority") is not None for c in members)


def test_a_subject_that_is_left_out_is_the_one_before() -> None:
    found = claims("[V:Tantal], 2,734 tons. Held by [C:Cambodia] since [D:March].")
    assert [(c.type, c.args[1].text) for c in found] == [("seized", "Tantal")]


def test_a_hostile_text_takes_linear_time() -> None:
    """Forty times as long takes no more than a hundred times as long (the sentence splitter cuts what has no stops)."""
    piece = '[C:Iran] and [C:Iran], who said, that the tanker, seized by, "was sanctioned, and (designated '

    def seconds(times: int) -> float:
        document, mentions, things = read(piece * times)
        begun = time.perf_counter()
        claims_of(document, mentions, things)
        return time.perf_counter() - begun

    seconds(5)
    assert seconds(400) < 100 * max(seconds(10), 0.01)


@pytest.mark.parametrize("joined", [", ", " and ", "; ", ", who said that ", " ("])
def test_a_long_row_of_names_is_read_in_no_time(joined: str) -> None:
    """Regular expressions of enumerations are easily exponential: rows are read token by token."""
    document, mentions, things = read("[C:Iran] sanctioned " + joined.join(f"[V:Koda {k}]" for k in range(400)))
    claims_of(document, mentions[:2], things)
    begun = time.perf_counter()
    claims_of(document, mentions, things)
    assert time.perf_counter() - begun < 20
