"""Words that point at a thing: resolved where the text leaves one answer, and nowhere else."""

from __future__ import annotations

import pytest

from tests.claims.naming import mentioned, pointed

CASES: list[tuple[str, str, str | None, str]] = [
    ("Alisa Ltd was named. The company denied it.", "The company", "Alisa Ltd", "the only firm"),
    ("The company denied it. Alisa Ltd was named.", "The company", None, "nothing before it"),
    ("Alisa Ltd met Bellatrix GmbH in Oslo. A day later officials spoke to the company.",
     "the company", None, "two firms, and no telling which"),
    ("Alisa Ltd sued Bellatrix GmbH. The company won.", "The company", "Alisa Ltd", "what opened the sentence before goes on"),
    ("The tanker Vityaz left. She sailed on.", "She", "Vityaz", "a ship is she"),
    ("The tanker Vityaz met the freighter Koda. A day later the freighter sank.", "the freighter", "Koda", "by the type of ship"),
    ("Steven Mnuchin spoke. He left.", "He", "Steven Mnuchin", "a person"),
    ("South Korea's Unification Ministry was told. The ministry agreed.",
     "The ministry", "South Korea's Unification Ministry", "by its head"),
    ("The ministry agreed.", "The ministry", None, "no ministry before"),
    ("Treasury sanctioned Alisa Ltd, saying it had sold oil.", "it", "Alisa Ltd", "what is sanctioned"),
    ("The Panama Maritime Authority said that it had acted.", "it", "Panama Maritime Authority", "who said it"),
    ("The United States sanctioned two Chinese companies. The companies denied it.",
     "The companies", "two Chinese companies", "a group"),
    ("Goods went to North Korea. They were for the regime.", "the regime", None, "no country in its sentence"),
    ("North Korean officials procured goods for the regime.", "the regime", "North Korea", "the one country of the sentence"),
    ("The tanker Vityaz left Nakhodka. She met the tanker Koda at sea. In May she sailed home.",
     "she", "Vityaz", "she of whom a sentence tells goes on"),
    ("Officials watched the tanker Vityaz meet the tanker Koda. A day later she sailed.", "she", None, "two ships alike"),
    ("The tanker Vityaz left. Steven Mnuchin said nothing. The state boarded her.", "her", "Vityaz", "what is done to ships"),
    ("The tanker Vityaz left. Steven Mnuchin named her owner.", "her", "Vityaz", "what ships have"),
    ("The tanker Vityaz left with Angela Merkel. Critics praised her.", "her", None, "a woman or a ship"),
    ("What is the ship? She trades as the Adler Star. The state sold her.", "She", "Adler Star", "named right after"),
    ("The ship Vityaz sailed. The tanker Koda sailed. The Vityaz went home. The 5,412-ton vessel sank.",
     "The 5,412-ton vessel", "Vityaz", "a size before the type"),
    ("The ship Vityaz sailed. The 2006-built tanker sank.", "The 2006-built tanker", "Vityaz", "an age before the type"),
    ("The ship Vityaz sailed. The 30-year-old ship sank.", "The 30-year-old ship", "Vityaz", "an age in years"),
    ("The tanker Vityaz met the tanker Koda. The former sailed home and the latter sank.", "The former", "Vityaz", "of two"),
    ("The tanker Vityaz met the tanker Koda. The former sailed home and the latter sank.", "the latter", "Koda", "of two"),
    ("Alisa Ltd paid Bellatrix GmbH. The latter has not replied.", "The latter", "Bellatrix GmbH", "two firms"),
    ("The tanker Vityaz was seen in Busan. It was renamed in May.", "It", "Vityaz", "what is done to ships only"),
    ("The tanker Vityaz was seen in Busan. It was bought in May.", "It", "Vityaz", "the sentence before begins with her"),
    ("The tanker Vityaz met the freighter Koda. Japan named her as the Koda.", "her", "Koda", "as whom she is named"),
    ("The Yuk Tung sailed. The Yuk Tung met the tanker Koda. The tanker sank.", "The tanker", "Koda", "by the type of ship"),
    ("Alisa Ltd was named along with three ships that it operated.", "it", "Alisa Ltd", "who runs ships"),
    ("North Korea said it had struck the tanker Vityaz off.", "it", "North Korea", "a country that says so"),
    ("The tanker Vityaz left. Customs held the 127-metre ro-ro.", "the 127-metre ro-ro", "Vityaz", "a type with a hyphen"),
    ("The tanker Vityaz left. The 23-year-old VLCC sank.", "The 23-year-old VLCC", "Vityaz", "a type in capitals"),
    ("The Panama-flagged tanker Vityaz met the Togo-flagged tanker Koda. Crews saw the Panama-flagged ship leave.",
     "the Panama-flagged ship", "Vityaz", "by her flag"),
    ("Alisa Ltd paid Bellatrix GmbH. The leasing firm denied it.", "The leasing firm", None, "the trade of neither"),
    ("Kim Ho, an oil trader, met Viktor Artemov. They paid the trader.", "the trader", "Kim Ho", "who is said to be one"),
    ("The tanker Vityaz met the tanker Koda. Hoses ran between them. The latter sank.", "The latter", "Koda",
     "a sentence without either between"),
    ("The firms are Alisa Ltd, Bellatrix GmbH and Koda Ltd. The second is in Oslo.", "The second", "Bellatrix GmbH", "of a row"),
    ("The tanker Vityaz met the tanker Koda. The Vityaz sank, the other sailed on.", "the other", "Koda",
     "of two the one unnamed"),
    ("Alisa Ltd, which owns her, says it paid.", "it", "Alisa Ltd", "who says so, an aside let by"),
    ("OFAC gave an example when it designated Alisa Ltd.", "it", "OFAC", "who lists"),
    ("Oslo has Alisa Ltd as an operator. It is not on the list.", "It", "Alisa Ltd", "what stands on lists"),
    ("A Russian freighter was turned away.\n\nThe 28,000-dwt Matros Koshka has been at Latakia since May, a freighter.",
     "A Russian freighter", "Matros Koshka", "foreseen in the lead"),
    ("Japan listed a company that flags ships. Alisa Ltd runs a register.", "a company", "Alisa Ltd", "a firm foreseen"),
    ("The tanker Vityaz left Nakhodka. The tanker Koda lay off Busan. On 27 March she sailed home.", "she", "Koda",
     "behind a date"),
    ("The tanker Vityaz left Nakhodka. Formerly the Koda, she has five sisters.", "she", "Vityaz", "behind her other name"),
    ("The tanker Vityaz was seen lying alongside the other ship, a tanker.", "the other ship", None, "nobody meets herself"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "thing", "why"), CASES, ids=[c[3] for c in CASES])
def test_pointed(text: str, words: str, thing: str | None, why: str) -> None:
    assert pointed(text, words) == thing, why


TOGETHER: list[tuple[str, str, tuple[str, ...], str]] = [
    ("The tanker Vityaz met the tanker Koda. Both are in Oslo.", "Both", ("Vityaz", "Koda"), "two ships"),
    ("Alisa Ltd, Bellatrix GmbH and Koda Ltd paid. All three were listed.", "All three",
     ("Alisa Ltd", "Bellatrix GmbH", "Koda Ltd"), "as many firms"),
    ("The tanker Vityaz met the tanker Koda. The two ships sank.", "The two ships", ("Vityaz", "Koda"), "with their kind"),
    ("Oslo held the tanker Vityaz and her owner, Alisa Ltd. Both were listed.", "Both", ("Vityaz", "Alisa Ltd"), "of two kinds"),
    ("Three firms are Alisa Ltd, Bellatrix GmbH and Koda Ltd. Alisa Ltd is in Oslo, the other two in Rome.", "the other two",
     ("Bellatrix GmbH", "Koda Ltd"), "those of a row not named yet"),
    ("Alisa Ltd, Bellatrix GmbH and Koda Ltd paid. Both were listed.", "Both", (), "one too many"),
    ("Alisa Ltd and Bellatrix GmbH were both listed.", "both", (), "no more than a word of the verb"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "names", "why"), TOGETHER, ids=[c[3] for c in TOGETHER])
def test_pointed_at_together(text: str, words: str, names: tuple[str, ...], why: str) -> None:
    mentions, things = mentioned(text)
    found = [tuple(things[x].name for x in m.members) for m in mentions if m.nominal and m.text == words]
    assert found == ([names] if names else []), why


def test_in_a_garbled_text_only_within_the_paragraph() -> None:
    text = "Alisa Ltd was named by Treasury.\n\nThe company denied it."
    assert pointed(text, "The company") == "Alisa Ltd"
    assert pointed(text, "The company", weight=0.5) is None


@pytest.mark.parametrize(
    "text",
    [
        "The company that owned Koda left.",
        "The tanker Vityaz left.",
        "He said the ship owner left.",
        "The tanker Vityaz met the tanker Koda and the tanker Adler. The latter sank.",
        "The tanker Vityaz met the tanker Koda. The latter part of the year was quiet.",
        "The tanker Vityaz met the tanker Koda. The former president sailed on.",
        "Those named are Alisa Ltd, Bellatrix GmbH and Koda Ltd. The third time was the worst.",
    ],
)
def test_what_names_another_thing_points_at_none(text: str) -> None:
    assert not [m for m in mentioned(text)[0] if m.nominal and m.label in ("company", "vessel")]
