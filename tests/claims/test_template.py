"""The language of the rules: what a template matches, and what is refused."""

from __future__ import annotations

import pytest

from offing.claims.masked import low
from offing.claims.template import compiled
from offing.errors import MalformedSource

MACROS = {"WAS": "(was|were)", "LOOP": "LOOP", "HOW": "[(badly|then)*]"}


@pytest.mark.parametrize(
    ("template", "text", "roles", "why"),
    [
        ("{a:C} seized {b:V}", "<C1> seized <V2>", {"a": "<C1>", "b": "<V2>"}, "one mention each"),
        ("{a:C} seized {b:V}", "<C1> SEIZED <V2>", {"a": "<C1>", "b": "<V2>"}, "in any case"),
        ("{a:C} seized {b:V}", "<C1> seized <V2V3>", None, "an enumeration only where + says so"),
        ("{a:C} seized {b:VN+}", "<C1> seized <V2N3>", {"a": "<C1>", "b": "<V2N3>"}, "an enumeration"),
        ("{b:V} WAS HOW sunk", "<V1> were badly then sunk", {"b": "<V1>"}, "macros, and words that may repeat"),
        ("{b:V} WAS HOW sunk", "<V1> was sunk", {"b": "<V1>"}, "or be missing"),
        ("{b:V} WAS sunk", "<V1> was sunken", None, "words are whole"),
        ("{b:V} [,] (which|that) sank", "<V1>, which sank", {"b": "<V1>"}, "a comma has no space before it"),
        ("{b:V} ... sank", "<V1> in the <C2> sea sank", {"b": "<V1>"}, "a gap passes countries"),
        ("{b:V} ... sank", "<V1> by <O2> sank", None, "and no other mentions"),
        ("{b:V} .... sank", "<V1>, by <O2>, sank", {"b": "<V1>"}, "a wide gap passes all"),
        (
            "{b:V} sank in {c:phrase}",
            "<V1> sank in the cold sea, they say",
            {"b": "<V1>", "c": "the cold sea"},
            "a phrase",
        ),
        ("{a:C/WAS} sank {b:V}", "was sank <V1>", {"a": "was", "b": "<V1>"}, "what a macro says instead of a mention"),
    ],
)
def test_what_a_template_matches(template: str, text: str, roles: dict[str, str] | None, why: str) -> None:
    made = compiled(template, MACROS)
    m = made.regex.search(low(text))
    found = m and {role: text[slice(*m.span(group))] for group, role in made.groups if m[group]}
    assert found == roles, why


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{a:C", "a brace is not closed"),
        ("(seized", "nor a bracket"),
        ("seized)", "one too many"),
        ("NOWHERE", "no such macro"),
        ("LOOP", "a macro within itself"),
        ("[seized]", "may match nothing"),
        ("(seized|)", "an empty choice"),
        ("{a:verb}", "no such kind of role"),
    ],
)
def test_what_is_no_template(template: str, why: str) -> None:
    with pytest.raises(MalformedSource, match=r"rules\.csv"):
        compiled(template, MACROS, "rules.csv")


def test_a_template_tells_what_its_sentence_must_have() -> None:
    made = compiled("{a:CA} [then] (seized|took) ... {b:V} in port", {})
    assert made.types == ("CA", "V")
    assert {"seized", "took"} in made.needs
    assert not any("then" in words for words in made.needs)
