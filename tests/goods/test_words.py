"""Which goods a text names: the head of each phrase, and hints."""

from __future__ import annotations

import pytest

from offing.goods.words import glossary, named


@pytest.mark.parametrize(
    ("text", "terms", "why"),
    [
        ("steam coal in bulk", ["coal"], "what follows 'in' is no head"),
        ("anthracite, washed", ["anthracite"], "a remark after a comma"),
        ("Semi-coking coal", ["semi-coking coal"], "the longest form wins over coal"),
        ("90,000 bottles of vodka", ["vodka"], "what a measure counts"),
        ("vodka, 0.5 l bottles", ["vodka"], "the measure after it"),
        ("Vodka 40% vol 0.5 l bottles", ["vodka"], "and without a comma"),
        ("coal mining machinery", ["machinery"], "coal is no head here"),
        ("coal tar pitch", ["coal tar"], "nor here"),
        ("palm kernel expeller", ["palm kernel"], "known, so that it is nothing else"),
        ("fish meal", ["fish meal"], "no fish"),
        ("used cars", ["passenger car"], "used is no preposition"),
        ("frozen mackerel, whole", ["fish"], "a kind of it"),
        ("iron ore fines", ["iron ore"], "a plural"),
        ("jackets and trousers", ["textile"], "two kinds of one line"),
        ("coal; iron ore", ["coal", "iron ore"], "two goods"),
        ("Jet A-1 in drums", ["aviation fuel"], "a trade name with a number"),
        ("водка 0,5 л", ["vodka"], "in Russian"),
        ("无烟煤", ["anthracite"], "in Chinese, the longer form first"),
        ("석탄 5,000톤", ["coal"], "in Korean"),
        ("general cargo", [], "says nothing"),
        ("Milling wheat in bulk", ["wheat"], "an ordinary good"),
        ("palm kernel oil crude", ["palm kernel"], "an adjective after its good, without a comma"),
        ("CPO crude", ["palm oil"], "so too"),
        ("sunflower seed oil crude", [], "an oil that the glossary does not know is no petroleum"),
        ("glycerine crude", [], "nor is glycerine"),
        ("Urals crude", ["crude oil"], "of petroleum it is the good"),
        ("Basrah crude", ["crude oil"], "so too"),
        ("crude", ["crude oil"], "alone"),
        ("petroleum oils crude", ["crude oil"], "the tariff's own words"),
        ("Canadian oil sands crude", ["crude oil"], "sand has many meanings"),
        ("pitch coke", ["pitch coke"], "of heading 2708, no coke of 2704"),
        ("", [], "nothing"),
    ],
)
def test_heads(text: str, terms: list[str], why: str) -> None:
    assert sorted(n.term.term for n in named(text) if n.head) == terms, why


@pytest.mark.parametrize(
    ("text", "hints", "why"),
    [
        ("coal briquettes", ["coal"], "a head that nobody knows: coal is a hint"),
        ("parts of looms", [], "no word of the glossary"),
        ("steel furniture", ["steel"], "furniture is not in the glossary"),
    ],
)
def test_hints(text: str, hints: list[str], why: str) -> None:
    assert [n.term.term for n in named(text) if not n.head] == hints, why


def test_every_line_of_the_glossary_finds_itself() -> None:
    lost = [
        form
        for term in glossary()
        for form in (term.term, *term.forms)
        if term.term not in {n.term.term for n in named(form) if n.head}
    ]
    assert lost == []


def test_a_candidate_has_its_reason() -> None:
    assert [t.term for t in glossary() if t.hs and not t.why] == []
