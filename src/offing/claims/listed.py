"""A name of a list, as it is handed to the gazetteer."""

from __future__ import annotations

from typing import Literal, NamedTuple


class ListedName(NamedTuple):
    """A name or alias of an entry of a list, as printed there (`PAK, Han Se` and `Han Se Pak` are both well)."""

    name: str
    kind: Literal["vessel", "company", "person"]
    dataset: str
    entry: str
