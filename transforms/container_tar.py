"""Files of a tar archive, read forward; what is unsafe, too large or no plain file is refused before it is read."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING, Protocol

from transforms.container_budget import Budget, Member, printable, unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK = tarfile.BLOCKSIZE
_PIECE_BYTES = 1024 * 1024
_LONGEST_HEADER = 64 * 1024
_LONG_NAMES = frozenset({tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE})
_PASSED_OVER = frozenset({tarfile.GNUTYPE_LONGLINK, tarfile.XGLTYPE, tarfile.DIRTYPE})
_KINDS = {
    tarfile.LNKTYPE: "a hard link",
    tarfile.SYMTYPE: "a symbolic link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
}


class Forward(Protocol):
    """Something that can be read forward."""

    def read(self, size: int, /) -> bytes:
        """Return the next `size` bytes, fewer only at the end."""
        ...


def is_tar(head: bytes) -> bool:
    """Return whether the first 512 bytes are the header of a tar member, by its checksum."""
    return bool(head[:1].strip(b"\0")) and _parsed(head[:_BLOCK]) is not None


def read_tar(source: Forward, budget: Budget) -> Iterator[Member]:
    """Yield the files of a tar archive; refusals go to `budget`.

    Headers are read by `tarfile`, the archive is walked here: `tarfile` takes quadratic time over the extended
    headers of a hostile archive.
    """
    long_name = None
    while (header := _next_header(source, budget)) is not None:
        if header.type in _LONG_NAMES:
            long_name = _long_name(header, source)
        elif header.type in _PASSED_OVER:
            _skip(source, header.size)
        else:
            path = (long_name or header.name).removeprefix("./")
            long_name = None
            if not budget.counts(path):
                return
            yield from _member(source, header, path, budget)


def _member(source: Forward, header: tarfile.TarInfo, path: str, budget: Budget) -> Iterator[Member]:
    is_file = header.type in {tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE}
    problem = unsafe(path) if is_file else _KINDS.get(header.type, "not a plain file")
    if problem is not None:
        budget.refuse("archive_member_refused", path, problem)
    elif budget.admits(path, header.size):
        data = source.read(header.size)
        if len(data) < header.size:
            budget.refuse("truncated", path, f"{len(data)} of {header.size} bytes are there")
            return
        _skip(source, -header.size % _BLOCK, is_padded=False)
        yield Member(path, data)
        return
    _skip(source, 0 if header.type in _KINDS else header.size)


def _next_header(source: Forward, budget: Budget) -> tarfile.TarInfo | None:
    """Return the next header, None at the end mark, at the end of the data or where no header stands."""
    block = source.read(_BLOCK)
    if not block.strip(b"\0"):
        return None
    if (header := _parsed(block)) is None:
        budget.refuse("archive_invalid", f"member {budget.members + 1}", "not the header of a tar member")
    return header


def _parsed(block: bytes) -> tarfile.TarInfo | None:
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
    except (tarfile.TarError, ValueError):
        return None
    return header if header.size >= 0 else None


def _long_name(header: tarfile.TarInfo, source: Forward) -> str | None:
    body = source.read(min(header.size, _LONGEST_HEADER))
    _skip(source, header.size - len(body), is_padded=False)
    _skip(source, -header.size % _BLOCK, is_padded=False)
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return body.rstrip(b"\0").decode("utf-8", "replace")
    return _extended_path(body)


def _extended_path(body: bytes) -> str | None:
    """Return the `path` record of an extended header; records are `length key=value` and a line end."""
    place, found = 0, None
    while place < len(body):
        digits = body[place : place + 8].partition(b" ")[0]
        length = int(digits) if digits.isdigit() else 0
        if length <= len(digits) + 1:
            break
        key, _, value = body[place + len(digits) + 1 : place + length - 1].partition(b"=")
        if key == b"path":
            found = printable(value.decode("utf-8", "replace"))
        place += length
    return found


def _skip(source: Forward, size: int, *, is_padded: bool = True) -> None:
    left = size + (-size % _BLOCK if is_padded else 0)
    while left > 0 and (piece := source.read(min(left, _PIECE_BYTES))):
        left -= len(piece)
