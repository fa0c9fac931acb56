"""What one archive may still unpack, and what was refused on the way; shared by all kinds of archives in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from transforms.parsed import EXCERPT_LENGTH, Reject, WarningNote

if TYPE_CHECKING:
    from transforms.document import Limits

# Below this size a high ratio is no danger: a page of one repeated word compresses a thousandfold too.
HARMLESS_BYTES = 1024 * 1024
_DRIVE = re.compile(r"[A-Za-z]:")
_UNSTORABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_LONGEST_PATH = 4096


class Member(NamedTuple):
    """One file of an archive; `path` has `/` between its parts and is relative, without `..`."""

    path: str
    data: bytes


@dataclass(slots=True)
class Budget:
    """Limits of one outermost archive, what is used up of them, and the refusals so far."""

    limits: Limits
    unpacked_bytes: int = 0
    members: int = 0
    rejects: list[Reject] = field(default_factory=list)
    warnings: list[WarningNote] = field(default_factory=list)
    _taken: dict[str, int] = field(default_factory=dict)

    def refuse(self, reason: str, locator: str, detail: str) -> None:
        """Note that an archive or member (`locator`: its path) was left unread."""
        self.rejects.append(Reject(reason, printable(locator)[:EXCERPT_LENGTH], "", detail[:EXCERPT_LENGTH]))

    def counts(self, path: str) -> bool:
        """Return whether one more member may be looked at; the first that may not is noted, and ends the archive."""
        self.members += 1
        if self.members == self.limits.members + 1:
            self.refuse("archive_members_limit", path, f"the limit is {self.limits.members} members")
        return self.members <= self.limits.members

    def admits(self, path: str, size: int) -> bool:
        """Return whether a member of `size` bytes may be read, and take that off; if not, the refusal is noted."""
        if size > self.limits.bytes or self.unpacked_bytes + size > self.limits.unpacked_bytes:
            detail = f"{size} bytes after {self.unpacked_bytes}, the limits are "
            detail += f"{self.limits.bytes} a member and {self.limits.unpacked_bytes} in all"
            self.refuse("file_too_large", path, detail)
            return False
        self.unpacked_bytes += size
        return True

    def unique(self, path: str) -> str:
        """Return `path`, or where an earlier member has it a numbered variant; the repetition is noted."""
        if path not in self._taken:
            self._taken[path] = 1
            return path
        self._warn_duplicate(path)
        pure = PurePosixPath(path)
        variant = path
        while variant in self._taken:
            self._taken[path] += 1
            variant = str(pure.with_name(f"{pure.stem} ({self._taken[path]}){pure.suffix}"))
        self._taken[variant] = 1
        return variant

    def _warn_duplicate(self, path: str) -> None:
        for note in self.warnings:
            if note.reason == "archive_member_duplicate":
                note.count += 1
                return
        self.warnings.append(WarningNote("archive_member_duplicate", 1, printable(path)[:EXCERPT_LENGTH], "same name"))


def printable(path: str) -> str:
    r"""Return a member's name as text that can be stored anywhere: no control characters, no lone surrogates.

    >>> printable("a\x00b\udcff")
    'a\ufffdb\ufffd'
    """
    return _UNSTORABLE.sub("\ufffd", path)


def unsafe(path: str) -> str | None:
    """Return what is unsafe about a member's name, None where nothing is.

    >>> unsafe("../../a.srt"), unsafe("C:/a.srt"), unsafe("show/a..b.srt")
    ('leads out of the archive', 'absolute', None)
    """
    if _UNSTORABLE.search(path) or len(path) > _LONGEST_PATH:
        return "control characters or overlong"
    if path.startswith("/") or _DRIVE.match(path):
        return "absolute"
    if ".." in path.split("/"):
        return "leads out of the archive"
    return None if path.strip("./ ") else "no name"
