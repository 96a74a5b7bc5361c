"""A file packed, alone or as what differs from an earlier one: zstd, with the earlier file for its dictionary."""

from __future__ import annotations

import zstandard

from offing.units import MAX_FILE_BYTES

PACKED = ".zst"
LONGEST_CHAIN = 32
"""Versions that one may rest on: then one is kept whole, so that damage to a file costs few versions."""
_WINDOW_LOG = 27
_WHOLE, _DIFFERENCE = 12, 6
"""Levels: of a difference little is left to gain by packing harder."""
_LEAST_LOG, _MOST_LOG = 17, 25
"""Of the table in which places of the earlier file are found again: as large as the file, but for memory's sake (256 MB)."""


def pack(content: bytes, before: bytes = b"") -> bytes:
    """`unpack` with the same `before` gives the content back."""
    if before:
        log = max(_LEAST_LOG, min(len(before).bit_length(), _MOST_LOG))
        how = zstandard.ZstdCompressionParameters.from_level(
            _DIFFERENCE, window_log=_WINDOW_LOG, hash_log=log, chain_log=log, write_checksum=True
        )
    else:
        how = zstandard.ZstdCompressionParameters.from_level(_WHOLE, window_log=_WINDOW_LOG, write_checksum=True)
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
