"""Files of a zip archive; what is unsafe, too large, encrypted or of an odd kind is refused before it is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from typing import TYPE_CHECKING

from transforms.container_budget import HARMLESS_BYTES, Budget, Member, unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
# What zipfile raises on archives made to break it.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def read_zip(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the files of a zip archive; refusals go to `budget`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        budget.refuse("archive_invalid", "archive", f"not a zip archive that can be read: {error}")
        return
    # `is_dir` fails on a member without a name.
    files = [info for info in archive.infolist() if not info.filename.endswith("/")]
    total = sum(info.file_size for info in files)
    if _is_bomb(total, len(data), budget):
        # Also where members overlap: each is harmless by its own sizes.
        budget.refuse("archive_ratio_limit", "archive", _ratio_words(total, len(data), budget))
        return
    for info in files:
        if not budget.counts(info.filename):
            return
        yield from _member(archive, info, budget)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[Member]:
    path = _name(info)
    if (problem := _problem(info) or unsafe(path)) is not None:
        budget.refuse("archive_member_refused", path, problem)
    elif _is_bomb(info.file_size, info.compress_size, budget):
        budget.refuse("archive_ratio_limit", path, _ratio_words(info.file_size, info.compress_size, budget))
    elif budget.admits(path, info.file_size):
        try:
            data = archive.read(info)
        except BROKEN as error:
            budget.refuse("archive_invalid", path, f"the member cannot be read: {error}")
            return
        yield Member(path, data)


def _is_bomb(unpacked: int, packed: int, budget: Budget) -> bool:
    return unpacked > HARMLESS_BYTES and unpacked > packed * budget.limits.ratio


def _ratio_words(unpacked: int, packed: int, budget: Budget) -> str:
    return f"{unpacked} bytes from {packed}, the limit is {budget.limits.ratio} to 1"


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's path: many programs write UTF-8 without saying so, some Windows ones write backslashes."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.orig_filename
    return name.replace("\\", "/")


def _problem(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "encrypted"
    kind = stat.S_IFMT(info.external_attr >> 16)
    return None if kind in {0, stat.S_IFREG} else "a link or device"
