"""Whether the words for a country are its adjective, by their shape: "Iranian", "Greek", not "Iran"."""

from __future__ import annotations

import re

_SHAPE = re.compile(
    r"(?:an|ese|ish|i|Greek|French|Dutch|Swiss|Czech|Thai|Turk|Filipino|Croat|Serb|Slovak|Slovene|Cypriot|Uzbek|Kazakh|Tajik|"
    r"Kyrgyz|Welsh|Scots|Malagasy|Montenegrin|Argentine)s?$"
)
_COUNTRY = re.compile(
    r"(?:Iran|Japan|Oman|Sudan|Jordan|Taiwan|Bhutan|stan|Azerbaijan|Vatican|Mali|Haiti|Malawi|Burundi|Djibouti|Fiji|Kiribati|"
    r"Brunei|Abu Dhabi|Dubai|Isle of Man)$"
)


def adjective(text: str) -> bool:
    """Whether `text`, which names a country, is the word for what is of it or for its people."""
    return bool(_SHAPE.search(text)) and not _COUNTRY.search(text)
