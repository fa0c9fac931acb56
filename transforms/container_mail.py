"""Messages and saved pages in MIME (.eml, .mht): the text they show and the files attached, decoded."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import TYPE_CHECKING, NamedTuple

from transforms.container_budget import Budget, Member

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIRST = re.compile(
    rb"(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Reply-To|Sender|DKIM-Signature"
    rb"|Content-Type|Content-Transfer-Encoding|ARC-[\w-]{1,40}|Authentication-Results|X-[\w-]{1,60}): ?[^\r\n]*\r?\n",
    re.I,
)
_HEADER = re.compile(rb"([A-Za-z][\w-]{0,60}):[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*+)\r?\n")
_PARAMETER = r";\s{0,80}%s\*?=(?:\"([^\"]{0,400})\"|([^\s;\"]{1,400}))"
_BOUNDARY, _CHARSET, _NAME = (re.compile(_PARAMETER % name, re.I) for name in ("boundary", "charset", "(?:file)?name"))
_LONGEST_HEAD = 64 * 1024
_MOST_PARTS, _DEEPEST = 500, 4
# Attached to pages to show them, and no documents.
_FURNITURE = ("image/", "font/", "audio/", "video/", "text/css", "text/javascript", "application/javascript")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]+")
_LONGEST_NAME = 120


class _Part(NamedTuple):
    """A part that holds no others: its type, its name if it has one, its decoded content."""

    kind: str
    name: str | None
    data: bytes


def may_be_mail(head: bytes) -> bool:
    """Return whether bytes begin with a header that messages begin with; `is_mail` is sure."""
    return _FIRST.match(head) is not None


def is_mail(data: bytes) -> bool:
    """Return whether `data` is a message whose text has to be taken out or decoded; one of plain text can be read."""
    if not may_be_mail(data):
        return False
    fields, start = _headers(data, 0)
    is_encoded = fields.get("content-transfer-encoding", "").lower() in ("base64", "quoted-printable")
    return start > 0 and "mime-version" in fields and (is_encoded or _boundary(fields) is not None)


def read_mail(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the text of a message, named by its subject, and the files attached to it; refusals go to `budget`.

    Of plain text and HTML that say the same the plain text is taken; of a saved page its HTML.
    """
    fields, start = _headers(data, 0)
    parts = list(_parts(data, fields, start, _DEEPEST))[:_MOST_PARTS]
    shown = [
        part for part in parts if part.name is None and part.kind in ("text/plain", "text/html") and part.data.strip()
    ]
    plain = next((part for part in shown if part.kind == "text/plain"), None)
    chosen = plain or max((part for part in shown), key=lambda part: len(part.data), default=None)
    title = _file_name(_decoded(fields.get("subject", ""))) or "message"
    members = [(f"{title}.{'txt' if chosen is plain else 'html'}", chosen.data)] if chosen is not None else []
    members += [
        (part.name, part.data) for part in parts if part.name is not None and not part.kind.startswith(_FURNITURE)
    ]
    if not members:
        budget.refuse("archive_invalid", title, "a message without any text")
    for path, content in members:
        if not budget.counts(path):
            return
        if budget.admits(path, len(content)):
            yield Member(path, content)


def _headers(data: bytes, start: int) -> tuple[dict[str, str], int]:
    """Return the headers from `start` on by their names in small letters, and where what follows the blank line begins.

    The place is 0 where no blank line ends them.
    """
    fields: dict[str, str] = {}
    place = start
    while (match := _HEADER.match(data, place)) is not None and place - start < _LONGEST_HEAD:
        fields.setdefault(
            match[1].decode("ascii", "replace").lower(), " ".join(match[2].decode("utf-8", "replace").split())
        )
        place = match.end()
    blank = re.compile(rb"\r?\n").match(data, place)
    return fields, blank.end() if blank is not None else 0


def _parts(data: bytes, fields: Mapping[str, str], start: int, deepest: int) -> Iterator[_Part]:
    boundary = _boundary(fields)
    if boundary is None or not deepest:
        kind = fields.get("content-type", "text/plain").partition(";")[0].strip().lower()
        name = _parameter(_NAME, f"{fields.get('content-disposition', '')};{fields.get('content-type', '')}")
        yield _Part(kind, _file_name(_decoded(name)) if name else None, _content(data[start:], fields, kind))
        return
    pieces = re.split(
        rb"(?:^|\r?\n)--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(?:--)?[ \t]{0,80}(?=\r?\n|\Z)",
        data[start:],
    )
    for piece in pieces[1 : _MOST_PARTS + 1]:
        inner = piece[2:] if piece.startswith(b"\r\n") else piece[1:]
        if inner.strip():
            held, begin = _headers(inner, 0)
            yield from _parts(inner, held, begin, deepest - 1)


def _content(data: bytes, fields: Mapping[str, str], kind: str) -> bytes:
    encoding = fields.get("content-transfer-encoding", "").lower()
    if encoding == "quoted-printable":
        data = quopri.decodestring(data)
    elif encoding == "base64":
        try:
            data = base64.b64decode(re.sub(rb"[^A-Za-z0-9+/]", b"", data) + b"==")
        except binascii.Error:
            return data
    charset = _parameter(_CHARSET, fields.get("content-type", ""))
    if not kind.startswith("text/") or charset is None or charset.lower() in ("utf-8", "us-ascii"):
        return data
    try:
        return data.decode(charset).encode("utf-8", "replace")
    except (LookupError, UnicodeError, ValueError):
        return data


def _boundary(fields: Mapping[str, str]) -> str | None:
    kind = fields.get("content-type", "")
    return _parameter(_BOUNDARY, kind) if kind.lower().startswith("multipart/") else None


def _parameter(pattern: re.Pattern[str], value: str) -> str | None:
    match = pattern.search(value)
    return (match[1] or match[2]) if match is not None else None


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text


def _file_name(text: str) -> str:
    return _UNSAFE.sub(" ", text).strip(" .")[:_LONGEST_NAME].strip()
