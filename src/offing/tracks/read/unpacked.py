"""A file's bytes in pieces, unpacked where gzip packed them, up to where it is damaged."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from offing.tracks.read.files import Found
from offing.units import MAX_UNPACK_RATIO, MIB

CUT_SHORT = "the file is cut short or damaged; what stands before is read"
BOMB = f"the file unpacks to more than {MAX_UNPACK_RATIO} times its size; the rest is not read"
_FREE = 64 * MIB
"""Below this many unpacked bytes no ratio matters."""


def chunks(found: Found, ends: list[str], size: int = MIB) -> Iterator[bytes]:
    """Pieces of at most `size` unpacked bytes; what ended them early is added to `ends`."""
    try:
        with found.path.open("rb") as handle:
            if found.packed != "gzip":
                while piece := handle.read(size):
                    yield piece
                return
            inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            taken = given = 0
            packed = b""
            while packed or (packed := handle.read(size)):
                piece = inflate.decompress(packed, size)
                rest = inflate.unconsumed_tail
                taken += len(packed) - len(rest)
                given += len(piece)
                if piece:
                    yield piece
                if given > _FREE and given > MAX_UNPACK_RATIO * taken:
                    ends.append(BOMB)
                    return
                packed = rest
                if inflate.eof:  # another member may follow
                    packed = (inflate.unused_data or handle.read(size)).lstrip(b"\x00")
                    if packed:
                        inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            if not inflate.eof:
                ends.append(CUT_SHORT)
    except (OSError, zlib.error):
        ends.append(CUT_SHORT)
