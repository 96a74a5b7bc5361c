"""Names in SDN_ADVANCED: aliases by kind and quality, each in one or more scripts, each of typed parts."""

from __future__ import annotations

from offing.errors import UnreadField
from offing.lists.formats.ofac_advanced_values import Values
from offing.lists.formats.ofac_entry import Draft
from offing.reading.xml import Node
from offing.records.entity import Name, NameKind

_ALIASES: dict[str, NameKind] = {"Name": "name", "A.K.A.": "alias", "N.K.A.": "alias", "F.K.A.": "previousName"}


def read_names(values: Values, draft: Draft, node: Node) -> list[str]:
    """All names of an Identity; returns the words of its primary name as they stand in the file.

    Raises UnreadField for an identity that the publisher calls false and for an unknown kind of alias.
    """
    primary = node.attr("Primary") == "true"
    if node.attr("False") == "true":
        raise UnreadField("an identity that the publisher calls false", where=f"{node.file} {node.at}")
    node.ignore("FixedRef", why="the party's own number again")
    part_types = _part_types(values, node)
    words: list[str] = []
    for alias in node.children("Alias"):
        found = _read_alias(values, draft, alias, part_types)
        words = words or (found if primary else [])
    return words


def _part_types(values: Values, node: Node) -> dict[str, str]:
    """What the part of a name is (`Last Name`, `Vessel Name`) by the number of its group."""
    types: dict[str, str] = {}
    groups = node.child("NamePartGroups")
    if groups is None:
        return types
    for master in groups.children("MasterNamePartGroup"):
        for group in master.children("NamePartGroup"):
            types[group.attr("ID") or ""] = values.text("NamePartType", group.attr("NamePartTypeID"), group)
            group.done()
        master.done()
    groups.done()
    return types


def _read_alias(values: Values, draft: Draft, node: Node, part_types: dict[str, str]) -> list[str]:
    """The names of one alias, the primary Latin spelling first; returns that spelling's words if it is the main name."""
    word = values.text("AliasType", node.attr("AliasTypeID"), node)
    if word not in _ALIASES:
        raise UnreadField("nobody reads this kind of alias", where=f"{node.file} {node.at}", value=word)
    kind: NameKind = "weakAlias" if node.attr("LowQuality") == "true" else _ALIASES[word]
    node.ignore("FixedRef", "Primary", why="the party's own number again; the type Name says primary")
    spelled: list[tuple[bool, Name, list[str]]] = []
    for document in node.children("DocumentedName"):
        latin = values.text("DocNameStatus", document.attr("DocNameStatusID"), document) == "Primary Latin"
        document.ignore("ID", "FixedRef", why="numbers of OFAC's own tables")
        parts: list[tuple[str, str]] = []
        script = ""
        for part in document.children("DocumentedNamePart"):
            value = part.child("NamePartValue")
            part.done()
            if value is None:
                continue
            script = values.script(value.attr("ScriptID")) or script
            group = value.attr("NamePartGroupID") or ""
            value.ignore("ScriptStatusID", "Acronym", why="Unknown and false throughout")
            if text := value.value():
                parts.append((part_types.get(group, ""), text))
            value.done()
        document.done()
        if parts:
            spelled.append((not latin, Name(_joined(parts), kind, script), [text for _, text in parts]))
    node.done()
    spelled.sort(key=lambda s: s[0])
    draft.names.extend(name for _, name, _ in spelled)
    return spelled[0][2] if spelled and kind == "name" else []


def _joined(parts: list[tuple[str, str]]) -> str:
    """`LAST, First Middle` for people, as OFAC prints them; the parts in their order for anything else."""
    last = " ".join(text for kind, text in parts if kind == "Last Name")
    rest = " ".join(text for kind, text in parts if kind != "Last Name")
    return ", ".join(p for p in (last, rest) if p)
