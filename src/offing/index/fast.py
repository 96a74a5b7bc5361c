"""The kernels, compiled by numba where it is installed, else as they are: the same functions, the same answers.

A kernel is plain Python over numpy arrays. Its compiled copy sees the compiled copies of the kernels it calls.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from offing.index import (
    align,
    candidates,
    desk,
    expand,
    facts,
    glance,
    glossary,
    kinds,
    laying,
    letters,
    near,
    numbering,
    placing,
    shelf,
    spell,
    sums,
    tell,
    units,
    words,
    world,
)


class Kernels(NamedTuple):
    """What the engine calls."""

    glance: Callable[..., int]
    placed: Callable[..., tuple[int, int]]
    joins: Callable[..., int]
    spell: Callable[..., None]
    slipped: Callable[..., None]
    expand: Callable[..., int]
    rarities: Callable[..., Any]
    match_all: Callable[..., int]
    finish: Callable[..., None]
    lay: Callable[..., int]
    sums: Callable[..., None]
    number: Callable[..., None]
    put_units: Callable[..., None]
    put_places: Callable[..., None]
    tell: Callable[..., None]
    weigh_words: Callable[..., None]
    unusual: Callable[..., None]


_KERNELS: tuple[tuple[ModuleType, tuple[str, ...]], ...] = (
    (near, ("distance", "same", "letters_of", "far", "likeness", "spelling", "alike")),
    (
        expand,
        (
            "hash_whole",
            "hashes_of",
            "collect",
            "collect_near",
            "collect_two_less",
            "bits_set",
            "spelt_before",
            "put_in",
            "grant",
            "expand",
        ),
    ),
    (spell, ("hard_c", "sounded", "all_digits", "fine_key", "bones_of", "spell", "slipped")),
    (glance, ("written", "hashed", "is_letter", "is_consonant", "in_word", "unusual", "ends_odd", "glance")),
    (numbering, ("slot_of", "unit_of", "place_of", "a_listed_word", "number", "put_units", "put_places")),
    (
        tell,
        ("known_word", "vowel", "ends_of", "chinese", "has_affix", "of_trade", "tell", "one_syllable", "weigh_words"),
    ),
    (placing, ("one_word", "laid_out", "has_slip", "alike_places", "placed")),
    (units, ("listed_word", "join", "joins")),
    (candidates, ("counts", "precedes", "least_shared", "keep", "put_on", "open_up", "add", "candidates")),
    (desk, ("take_up",)),
    (laying, ("rarities", "propose", "choose", "put", "worth", "lay_left", "lay_words")),
    (facts, ("a_word", "left_alike", "sum_up")),
    (sums, ("worth_of", "sums")),
    (align, ("lay", "match_all", "finish")),
)


def kernels(*, compiled: bool = True) -> Kernels:
    """Compiled kernels if asked for and numba is there, else the plain ones."""
    return _compiled() if compiled and find_spec("numba") is not None else plain()


def plain() -> Kernels:
    return Kernels(
        glance.glance,
        placing.placed,
        units.joins,
        spell.spell,
        spell.slipped,
        expand.expand,
        laying.rarities,
        align.match_all,
        align.finish,
        align.lay,
        sums.sums,
        numbering.number,
        numbering.put_units,
        numbering.put_places,
        tell.tell,
        tell.weigh_words,
        glance.unusual,
    )


@cache
def _compiled() -> Kernels:
    made: dict[str, Any] = {}
    mark = _mark()
    for module, names in _KERNELS:
        for name in names:
            source: FunctionType = getattr(module, name)
            seen = {**vars(module), **made}
            copy = FunctionType(source.__code__, seen, name, source.__defaults__, source.__closure__)
            copy.__module__ = module.__name__
            copy.__qualname__ = f"{name}_{mark}"
            made[name] = compile_later(copy, within=name not in Kernels._fields)
    return Kernels(*(made[name] for name in Kernels._fields))


def _mark() -> str:
    """Digest of the kernels' modules, of those whose constants they hold and of this one, part of each kernel's name in
    the cache: numba itself would look at a kernel's own module only, and take up the others as they were."""
    sources = [
        *(
            str(module.__file__)
            for module in (*(m for m, _ in _KERNELS), glossary, kinds, letters, shelf, words, world)
        ),
        __file__,
    ]
    files = [Path(source).read_bytes() for source in sources]
    return blake2b(b"\0".join(files), digest_size=4).hexdigest()


def compile_later(function: Callable[..., Any], *, within: bool = False) -> Any:
    """The function, compiled when first called, or as the cache has it.

    The cache is beside the source, or in the user's own cache folder; where neither can be written there is none.
    """
    import numba
    from numba.core.options import DefaultOptions

    njit: Any = numba.njit
    how: dict[str, Any] = {"nogil": True, "forceinline": within}
    if hasattr(DefaultOptions, "_nrt"):
        how["_nrt"] = False  # no kernel makes an array: to count who uses which took a third of the time
    try:
        return njit(cache=True, **how)(function)
    except RuntimeError:  # numba found no place for a cache
        return njit(**how)(function)
