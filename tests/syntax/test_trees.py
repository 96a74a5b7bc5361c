"""Trees of sentences as reports have them, and that any text gets trees that are trees."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offing.syntax import Word, trees
from offing.syntax.network import LONGEST
from tests.syntax.marked import read

DRAWN = [
    ("The [A:Treasury] designated [O:Alba Ltd] and two of its ships on [D:12 May].",
     "Treasury nsubj designated; Alba Ltd dobj designated; two conj Alba Ltd; 12 May pobj on", "who did what to whom, when"),
    ("[V:Tantal], which the [A:Treasury] designated in [D:May], was sold by [O:Alba Ltd] to a firm in [L:Dubai].",
     "designated relcl Tantal; Treasury nsubj designated; which dobj designated; Tantal nsubjpass sold; Alba Ltd pobj by; "
     "by agent sold; firm pobj to", "a relative clause within a passive"),
    ("The tanker [V:Mira], owned by [O:Blue Sea Ltd] of [L:Piraeus], was detained by the coast guard off [C:Malaysia].",
     "tanker compound Mira; owned acl Mira; by agent owned; Blue Sea Ltd pobj by; Piraeus pobj of; Mira nsubjpass detained; "
     "guard pobj by", "a participle behind a noun with its name"),
    ("[O:Alba Ltd], a [C:Chinese] company that manages the [V:Tantal], denied the charges.",
     "company appos Alba Ltd; manages relcl company; Tantal dobj manages; Alba Ltd nsubj denied; Chinese amod company",
     "an apposition with a clause of its own"),
    ("[P:Ivan Petrov], the director of [O:Alba Ltd], was charged with violating sanctions on [C:Iran].",
     "director appos Ivan Petrov; Alba Ltd pobj of; Ivan Petrov nsubjpass charged; with prep charged", "an office"),
    ("The sale of the [V:Mira] by [O:Alba Ltd] was stopped by a court in [L:Paris].",
     "Mira pobj of; of prep sale; sale nsubjpass stopped; court pobj by", "a noun for what is done"),
    ("[O:Blue Sea Ltd]'s tanker [V:Mira] carried [Q:40,000 tonnes] of [G:crude oil] from [L:Novorossiysk] to [L:Tartus].",
     "Blue Sea Ltd poss Mira; Mira nsubj carried; 40,000 tonnes dobj carried; crude oil pobj of; Novorossiysk pobj from; "
     "to prep carried",
     "whose; how much of what; from where to where"),
    ("Officials said the ship had loaded [G:coal] at [L:Nampo] and delivered it to a buyer in [C:Vietnam].",
     "Officials nsubj said; loaded ccomp said; ship nsubj loaded; delivered conj loaded; it dobj delivered; buyer pobj to",
     "what somebody said, and two verbs of one subject"),
    ("The [V:Mira] was renamed [V:Tantal] and reflagged in [C:Togo].",
     "Mira nsubjpass renamed; Tantal oprd renamed; reflagged conj renamed; in prep reflagged", "what she became"),
    ("According to the [A:Panel of Experts], the [V:Mira] transferred [G:oil] to the [V:Tantal] in the [L:Yellow Sea].",
     "Panel of Experts pobj to; Mira nsubj transferred; oil dobj transferred; Tantal pobj to", "a source in front"),
    ("Neither the [V:Mira] nor its owner has been listed.", "Mira nsubjpass listed; owner conj Mira; its poss owner", "neither"),
    ("[O:Alba Ltd] did not ship the [G:coal], its lawyer said.",
     "not neg ship; Alba Ltd nsubj ship; coal dobj ship; ship ccomp said; lawyer nsubj said", "a denial, its speaker behind"),
    ("Registered in [L:Hong Kong], [O:Alba Ltd] bought the vessel from [O:Blue Sea Ltd] in [D:2019].",
     "Registered advcl bought; Alba Ltd nsubj bought; vessel dobj bought; Blue Sea Ltd pobj from", "a participle in front"),
    ("The ship, whose manager is listed, called at [L:Nampo] twice.",
     "whose poss manager; manager nsubjpass listed; listed relcl ship; ship nsubj called; Nampo pobj at", "whose"),
    ("The [A:Coast Guard] seized the [V:Mira], the [V:Tantal] and a barge.",
     "Coast Guard nsubj seized; Mira dobj seized; Tantal conj Mira", "three of them"),
    ("Both vessels belong to [O:Alba Ltd], a subsidiary of [O:Blue Sea Ltd].",
     "vessels nsubj belong; Alba Ltd pobj to; subsidiary appos Alba Ltd; Blue Sea Ltd pobj of", "an apposition at the end"),
    ("[C:Panama] has struck the [C:Iran]-linked tanker [V:Mira] from its registry.",
     "Panama nsubj struck; Iran npadvmod linked; linked amod Mira; tanker compound Mira; Mira dobj struck",
     "a name before a hyphen"),
    ("The company bought by [P:Ivan Petrov] in [D:2018] owns the [V:Mira].",
     "bought acl company; Ivan Petrov pobj by; company nsubj owns; Mira dobj owns", "a participle that looks like a verb"),
    ("The cargo was sold to [O:Alba Ltd] by the captain.",
     "cargo nsubjpass sold; Alba Ltd pobj to; by agent sold; captain pobj by", "a passive with both"),
    ("The firm through which [P:Ivan Petrov] sold the [G:oil] is based in [L:Dubai].",
     "which pobj through; sold relcl firm; Ivan Petrov nsubj sold; firm nsubjpass based", "through which"),
    ("A tanker of [C:Togo], the [V:Mira], was idle in [L:Busan].",
     "Mira appos tanker; Togo pobj of; of prep tanker; tanker nsubj was", "an apposition behind a country"),
    ("[O:Alba Ltd] bought the [V:Mira] from [O:Bora Ltd] in [D:May] and the [V:Tantal] from [O:Cora Ltd] in [D:June].",
     "Mira dobj bought; Tantal conj Mira; Cora Ltd pobj from; from prep Tantal; May pobj in", "a verb not said again"),
    ("Tanker [V:Mira] seized off [C:Malaysia]", "Tanker compound Mira; Mira nsubjpass seized; Malaysia pobj off", "a headline"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs", "why"), DRAWN)
def test_the_arcs_that_matter(marked: str, arcs: str, why: str) -> None:
    text, names = read(marked)
    (tree,) = trees(text, [(0, len(text))], names)
    drawn = {f"{w.text} {w.relation} {tree[w.head].text}" for w in tree}
    assert not set(arcs.split("; ")) - drawn, f"{why}: {drawn}"


def test_a_name_is_one_word_and_offsets_are_the_text_s() -> None:
    text, names = read("  The [V:Hai Xing 7]'s owner, [O:Alba (HK) Co., Ltd.], is listed.\n\nIt isn't here.")
    spans = [(2, text.index("\n")), (text.index("It"), len(text))]
    first, second = trees(text, spans, names)
    assert [w.text for w in first] == [
        "The",
        "Hai Xing 7",
        "'s",
        "owner",
        ",",
        "Alba (HK) Co., Ltd.",
        ",",
        "is",
        "listed",
        ".",
    ]
    assert [w.text for w in second] == ["It", "is", "n't", "here", "."]
    assert [w.kind for w in first if w.kind] == ["VESSEL", "COMPANY"]
    assert all(text[w.start : w.end] == w.text and w.low == w.text.lower() for w in first + second)


def test_a_name_that_a_sentence_cuts_is_plain_words() -> None:
    text, names = read("He met [O:Alba Trading. Ltd] today.")
    first, second = trees(text, [(0, 20), (21, len(text))], names)
    assert not [w for w in first + second if w.kind]


def test_nothing_and_one_word() -> None:
    assert trees("", [], []) == []
    assert trees("  ", [(0, 2)], []) == [()]
    ((only,),) = trees("Sold", [(0, 4)], [])
    assert (only.head, only.relation) == (0, "ROOT")


def test_a_sentence_is_read_the_same_among_others() -> None:
    marked = [read(m)[0] for m, _, _ in DRAWN]
    alone = [[(w.head, w.relation) for w in trees(t, [(0, len(t))], [])[0]] for t in marked]
    text = "\n".join(marked)
    begins = [sum(len(t) + 1 for t in marked[:k]) for k in range(len(marked))]
    together = trees(text, [(b, b + len(t)) for b, t in zip(begins, marked, strict=True)], [])
    assert [[(w.head, w.relation) for w in t] for t in together] == alone


def grown(tree: tuple[Word, ...]) -> None:
    """It has one root, and every word leads to it."""
    assert [k for k, w in enumerate(tree) if w.head == k] == [
        next(k for k, w in enumerate(tree) if w.relation == "ROOT")
    ]
    for begun in range(len(tree)):
        k, steps = begun, 0
        while tree[k].head != k:
            k, steps = tree[k].head, steps + 1
            assert steps <= len(tree), "a circle"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("abAB 19.,;'’-&()\"$%é中\u0301\n/")), max_size=200), st.integers(0, 200))
def test_any_text_gets_trees(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    for (start, end), tree in zip(spans := [(0, cut), (cut, len(text))], trees(text, spans, []), strict=True):
        assert "".join(w.text for w in tree) == "".join(text[start:end].split()), "every sign is in a word"
        assert all(a.end <= b.start for a, b in pairwise(tree))
        if tree:
            grown(tree)


def test_a_long_sentence_is_read_in_stretches() -> None:
    """Five thousand words without a stop: one tree, and twice the words take about twice the time."""
    text = "the master sold coal to the owner and " * 625
    taken = []
    for part in (text, text * 2):
        begun = time.perf_counter()
        (tree,) = trees(part, [(0, len(part))], [])
        taken.append(time.perf_counter() - begun)
        assert len(tree) == len(part.split())
        grown(tree)
        far = max(abs(w.head - k) for k, w in enumerate(tree) if w.relation != "parataxis")
        assert far < LONGEST
    assert taken[1] < 6 * taken[0] + 0.5
