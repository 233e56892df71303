"""Offsets in UTF-8 bytes, as pyromark counts, turned into code points."""

from __future__ import annotations


class ByteOffsets:
    """Maps offsets in the UTF-8 form of `text[start:]` to code points of `text`.

    Each answer is counted from the one before, so that offsets asked for in
    about their order cost one pass over the text in all.
    """

    __slots__ = ("_byte", "_char", "_data")

    def __init__(self, text: str, start: int = 0) -> None:
        self._data = (text[start:] if start else text).encode()
        self._byte, self._char = 0, start

    def char(self, offset: int) -> int:
        """Return the code point that begins at this byte."""
        if offset > self._byte:
            self._char += len(self._data[self._byte : offset].decode())
        elif offset < self._byte:
            self._char -= len(self._data[offset : self._byte].decode())
        self._byte = offset
        return self._char
