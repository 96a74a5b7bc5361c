"""A small list of our own and queries about it, for tests of screening in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.review.books import LIST_HEADER, entry

SHIPS = (("SEA ROSE", "9074729"), ("EAST STAR", "9000015"), ("GRIM ORKAN", "9000027"), ("YUK TUNG 2", "9000039"))
FIRMS = (
    "Evil Haibo Zed Shipping Co Ltd", "Pangaea Quux Trading LLC", "Korea Ryonha Machinery Joint Venture", "Orkan Bunkering",
    "Obshchestvo Zvezda", "Taedonggang Zed Freight", "Blue Quartz Maritime SA", "Nordwind Zaliv Logistics",
)  # fmt: skip
PERSONS = ("Kim Tong Grimsdotter", "Mohammed Zaid Quuxani", "Ivan Petrovich Orkanov", "Ri Yong Zed", "Jane Roe Haibova")
PLAIN = (
    "Harmless Bakery",
    "Green Field Dairy",
    "John Smith",
    "MARIANNA",
    "Sunrise Textiles Inc",
    "北京面包店",
    "Иван Иванов",
)


def written_list(folder: Path) -> Path:
    """The list as a plain CSV in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        *(entry(n, "vessel", imo=i, mmsi=f"27300{k}111", call_sign=f"UB{k}XY", entry=f"S{k}", from_="2019-01-01", flag="ru")
          for k, (n, i) in enumerate(SHIPS)),
        *(entry(n, entry=f"F{k}", from_="2018-05-01", country="cn", imo=f"512345{k}", ids=f"registration:ZZ99887{k}")
          for k, n in enumerate(FIRMS)),
        *(entry(n, "person", entry=f"P{k}", from_="2017-03-01", country="kp") for k, n in enumerate(PERSONS)),
    ]  # fmt: skip
    (folder / "own.csv").write_text(LIST_HEADER + "".join(rows), encoding="utf-8")
    return folder


def queries(count: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Listed names as they are and spoilt, numbers as they are and spoilt, and names that nobody lists."""
    chance = Random(seed)
    for i in range(count):
        name, kind, imo = chance.choice(
            [
                *((n, "vessel", m) for n, m in SHIPS),
                *((n, "company", "") for n in FIRMS),
                *((n, "person", "") for n in PERSONS),
                *((n, "company", "") for n in PLAIN * 4),
            ]
        )
        query = {"id": f"q{i}", "name": _spoilt(name, chance)}
        if chance.random() < 0.6:
            query["type"] = kind
        if imo and chance.random() < 0.5:
            query["imo"] = imo if chance.random() < 0.5 else imo[:3] + str(chance.randrange(10)) + imo[4:]
        more = (
            ("country", ("cn", "kp", "ru", "fr")), ("flag", ("ru", "pa")), ("mmsi", ("273000111", "200000000")),
            ("call_sign", ("UB1XY", "ZZZZ")), ("other_ids", ("ZZ-998873", "passport: RU 1234567", "")), ("born", ("1970", "")),
        )  # fmt: skip
        for column, values in more:
            if chance.random() < 0.15:
                query[column] = chance.choice(values)
        yield {c: v for c, v in query.items() if v}


def _spoilt(name: str, chance: Random) -> str:
    words = name.split()
    how = chance.randrange(8)
    if how == 0:
        chance.shuffle(words)
    elif how == 1 and len(words) > 1:
        words.pop(chance.randrange(len(words)))
    elif how == 2:
        at = chance.randrange(len(name))
        return name[:at] + chance.choice("aeioxz ") + name[at + 1 :]
    elif how == 3:
        return "".join(words)
    elif how == 4:
        return f"{name} ({chance.choice(FIRMS)})"
    elif how == 5:
        return f"{chance.choice(PLAIN)} a.k.a. {name}, 12 Harbour Road"
    return " ".join(words)
