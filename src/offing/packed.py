"""A file packed, alone or as what differs from an earlier one: zstd, with the earlier file for its dictionary."""

from __future__ import annotations

import zstandard

from offing.units import MAX_FILE_BYTES

PACKED = ".zst"
LONGEST_CHAIN = 16
"""Versions that one may rest on: then one is kept whole, so that damage to a file costs few versions."""
_WINDOW_LOG = 27
_SMALL = 8_000_000
"""Bytes up to which packing hard takes about a second."""
_HARD, _QUICK = 19, 12


def pack(content: bytes, before: bytes = b"") -> bytes:
    """`unpack` with the same `before` gives the content back."""
    level = _HARD if len(content) <= _SMALL else _QUICK
    how = zstandard.ZstdCompressionParameters.from_level(
        level, window_log=_WINDOW_LOG, enable_ldm=True, write_checksum=True
    )
    return zstandard.ZstdCompressor(compression_params=how, dict_data=_dictionary(before)).compress(content)


def unpack(packed: bytes, before: bytes = b"") -> bytes:
    """Raises ValueError for bytes that are not whole, were packed over another file, or swell beyond the size limit."""
    reader = zstandard.ZstdDecompressor(dict_data=_dictionary(before), max_window_size=1 << _WINDOW_LOG)
    try:
        with reader.stream_reader(packed) as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
            if len(content) > MAX_FILE_BYTES:
                raise ValueError("larger than a file may be")
            return content
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def _dictionary(before: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(before, dict_type=zstandard.DICT_TYPE_RAWCONTENT) if before else None
