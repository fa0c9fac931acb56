"""Compressed streams (gzip, bzip2, xz, zstd), read a little at a time so that a bomb is met before it goes off."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

from transforms.container_budget import HARMLESS_BYTES
from transforms.parsed import EXCERPT_LENGTH, Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transforms.document import Limits

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_FED_BYTES = 8 * 1024
_PIECE_BYTES = 1024 * 1024
_LZMA_BYTES = 256 * 1024 * 1024
_BROKEN = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, pa.ArrowException)


class _Decompressor(Protocol):
    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


def stream_kind(head: bytes) -> str | None:
    """Return which kind of compressed stream begins with `head`, None for none.

    A bzip2 stream is told from text that begins with `BZh` by its fourth to tenth byte.
    """
    kind = next((kind for magic, kind in MAGIC if head.startswith(magic)), None)
    if kind == "bzip2" and head[4:10] not in {b"1AY&SY", b"\x17rE8P\x90"}:
        return None
    return kind


class Inflated:
    """What a compressed stream holds, as a file that can only be read forward.

    It ends early where the stream is broken or goes over a limit; `problem` then says why.
    """

    def __init__(self, data: bytes, kind: str, limits: Limits) -> None:
        self._most = min(limits.unpacked_bytes, max(HARMLESS_BYTES, limits.ratio * len(data)))
        self._is_ratio = self._most < limits.unpacked_bytes
        self._pieces = _READERS[kind](data)
        self._piece = b""
        self._place = 0
        self._count = 0
        self.problem: Reject | None = None

    def read(self, size: int) -> bytes:
        """Return the next `size` bytes, fewer only at the end."""
        parts, missing = [], size
        while missing > 0 and (self._place < len(self._piece) or self._more()):
            parts.append(self._piece[self._place : self._place + missing])
            self._place += len(parts[-1])
            missing -= len(parts[-1])
        return b"".join(parts)

    def _more(self) -> bool:
        if self.problem is not None:
            return False
        try:
            self._piece, self._place = next(filter(None, self._pieces), b""), 0
        except _BROKEN as error:
            self._stop("truncated" if self._count else "archive_invalid", f"the compressed stream is broken: {error}")
            return False
        self._count += len(self._piece)
        if self._count > self._most:
            reason = "archive_ratio_limit" if self._is_ratio else "file_too_large"
            self._stop(reason, f"unpacks to more than {self._most} bytes")
        return bool(self._piece)

    def _stop(self, reason: str, detail: str) -> None:
        self._piece = b""
        self.problem = Reject(reason, f"unpacked byte {min(self._count, self._most)}", "", detail[:EXCERPT_LENGTH])


def _gzip(data: bytes) -> Iterator[bytes]:
    return _joined_streams(data, lambda: zlib.decompressobj(wbits=31))


def _bzip2(data: bytes) -> Iterator[bytes]:
    return _joined_streams(data, bz2.BZ2Decompressor)


def _xz(data: bytes) -> Iterator[bytes]:
    return _joined_streams(data, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_BYTES))


def _zstd(data: bytes) -> Iterator[bytes]:
    with pa.CompressedInputStream(pa.BufferReader(data), "zstd") as stream:
        while piece := stream.read(_PIECE_BYTES):
            yield piece


def _joined_streams(data: bytes, start: Callable[[], Any]) -> Iterator[bytes]:
    """Yield what one or several streams one after another hold; zeros between and after them are padding.

    Raises EOFError where the last stream is cut off. Fed in small pieces: each finished stream hands back a copy
    of what it was fed too much.
    """
    source, unused, stream = io.BytesIO(data), b"", None
    while fed := unused or source.read(_FED_BYTES):
        unused = b""
        if stream is None:
            if not (fed := fed.lstrip(b"\0")):
                continue
            stream = start()
        yield from _decompressed(stream, fed)
        if stream.eof:
            unused, stream = stream.unused_data, None
    if stream is not None:
        raise EOFError("cut off before its end")


def _decompressed(stream: _Decompressor, fed: bytes) -> Iterator[bytes]:
    yield stream.decompress(fed, _PIECE_BYTES)
    while not stream.eof:
        # zlib hands back what it did not take in, bzip2 and xz keep it.
        tail: bytes = getattr(stream, "unconsumed_tail", b"")
        if not tail and getattr(stream, "needs_input", True):
            return
        yield stream.decompress(tail, _PIECE_BYTES)


_READERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {"gzip": _gzip, "bzip2": _bzip2, "xz": _xz, "zstd": _zstd}
