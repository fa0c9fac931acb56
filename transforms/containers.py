"""Archives, compressed files and messages: their members, as documents of their own, within limits.

Office documents are zip archives too, but documents to their readers: they are not taken apart here.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.container_budget import Budget, Member
from transforms.container_mail import is_mail, may_be_mail, read_mail
from transforms.container_streams import Inflated, stream_kind
from transforms.container_tar import is_tar, read_tar
from transforms.container_zip import MAGIC as ZIP_MAGIC
from transforms.container_zip import read_zip
from transforms.document import DEFAULT_LIMITS, Limits
from transforms.office import office_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.parsed import Reject, WarningNote

__all__ = ["Expanded", "Member", "expand", "is_container"]
_ENDINGS = {"gzip": (".gz", ".gzip"), "bzip2": (".bz2",), "xz": (".xz",), "zstd": (".zst", ".zstd")}


@dataclass(frozen=True, slots=True)
class Expanded:
    """An archive (`container`: 'zip', 'tar', 'gzip', 'bzip2', 'xz', 'zstd', 'mail') and what it holds.

    `members` unpacks one file at a time and can be read once; archives inside are unpacked in their place, with
    paths `inner.zip!/file`. `rejects` (refused members, limits) and `warnings` are complete when it has been read.
    """

    container: str
    members: Iterator[Member]
    rejects: list[Reject]
    warnings: list[WarningNote]


def is_container(head: bytes) -> bool:
    """Return whether a file that begins with `head` (512 bytes suffice) may be an archive; `expand` is sure."""
    return _kind(head) is not None or may_be_mail(head)


def expand(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Expanded | None:
    """Return what the archive `data` holds, None when it is no archive but a document.

    `name` is the archive's own; a compressed single file takes its name from it. Nothing is unpacked that goes
    over a limit: sizes and ratios are judged before a member is in memory. Never raises on any input.
    """
    kind = _kind(data)
    if kind is None or (kind == "zip" and office_kind(data) is not None):
        return None
    budget = Budget(limits)
    return Expanded(kind, _named(_members(data, kind, name, budget, 1), budget), budget.rejects, budget.warnings)


def _named(members: Iterator[Member], budget: Budget) -> Iterator[Member]:
    for member in members:
        yield Member(budget.unique(member.path), member.data)


def _kind(head: bytes) -> str | None:
    if head.startswith(ZIP_MAGIC):
        return "zip"
    return stream_kind(head) or ("tar" if is_tar(head) else "mail" if is_mail(head) else None)


def _members(data: bytes, kind: str, name: str, budget: Budget, depth: int) -> Iterator[Member]:
    if kind == "zip":
        members = read_zip(data, budget)
    elif kind == "tar":
        members = read_tar(io.BytesIO(data), budget)
    elif kind == "mail":
        members = read_mail(data, budget)
    else:
        members = _stream_members(data, kind, name, budget)
    for member in members:
        yield from _opened(member, budget, depth)


def _opened(member: Member, budget: Budget, depth: int) -> Iterator[Member]:
    """Yield the member, or its own members where it is an archive again."""
    kind = _kind(member.data)
    if kind is None or (kind == "zip" and office_kind(member.data) is not None):
        yield member
    elif depth >= budget.limits.nesting:
        detail = f"a {kind} archive in {depth} archives, the limit is {budget.limits.nesting}"
        budget.refuse("archive_nesting_limit", member.path, detail)
    else:
        for inner in _members(member.data, kind, member.path.rpartition("/")[2], budget, depth + 1):
            yield Member(f"{member.path}!/{inner.path}", inner.data)


def _stream_members(data: bytes, kind: str, name: str, budget: Budget) -> Iterator[Member]:
    """Yield the files of a compressed tar archive, or the one file that was compressed."""
    source = Inflated(data, kind, budget.limits)
    head = source.read(512)
    if is_tar(head):
        yield from read_tar(_Resumed(head, source), budget)
    elif budget.counts(name):
        content = head + source.read(budget.limits.bytes + 1 - len(head))
        is_whole = source.problem is None or source.problem.reason == "truncated"
        path = _inner_name(name, kind)
        if is_whole and budget.admits(path, len(content)):
            yield Member(path, content)
    if source.problem is not None:
        budget.rejects.append(source.problem)


@dataclass(slots=True)
class _Resumed:
    """A stream with its first bytes put back."""

    head: bytes
    rest: Inflated

    def read(self, size: int) -> bytes:
        taken, self.head = self.head[:size], self.head[size:]
        return taken + self.rest.read(size - len(taken))


def _inner_name(name: str, kind: str) -> str:
    """Return the name of a file before it was compressed.

    >>> _inner_name("one.srt.gz", "gzip"), _inner_name("one.srt", "gzip")
    ('one.srt', 'one.srt')
    """
    base = name.rpartition("/")[2]
    for ending in _ENDINGS[kind]:
        if base.lower().endswith(ending) and len(base) > len(ending):
            return base[: -len(ending)]
    return base or "member"
