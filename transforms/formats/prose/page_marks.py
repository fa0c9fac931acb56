"""The marks of a page in the text of a transcript: headings with their times, `[INTERVIEW]`, rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from transforms.formats.prose.anchors import Anchor
from transforms.formats.prose.inline_markup import clean
from transforms.formats.prose.stamps import DRESSED, stamp_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTION = re.compile(r"\n[ \t]*\\?\[[ ]?(?=[^\]\n]*[A-Z]{3})[A-Z0-9 ,.:;'’&/–—-]{3,60}\\?\][ \t]*(?=\n|$)")
_HEADING = re.compile(r"\n[ \t]{0,3}\#{1,6}[ \t]+([^\n]*)")
_RULE = re.compile(r"\n[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})(?=\n|$)")
_LINK_LINE = re.compile(r"\n[ \t]*<?(https?://[^\s<>]{1,500})>?[ \t]*(?=\n|$)")
_LINK_TIME = re.compile(r"[?&#]t=(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?(?=\b|&|$)")
_STAMP = re.compile(rf"[\s(\[–—-]*{DRESSED}(?:\([^()\s]{{1,500}}\))?[\s):–—-]*")


def page_marks(text: str, start: int, end: int, *, is_markdown: bool) -> Iterator[Anchor]:
    """Yield the marks of the page between two offsets that are not spoken, kind by kind.

    The time of a heading is the one in it, or the one that the first link under it goes to.
    """
    body, base = "\n" + text[start:end], start - 1
    if "[" in body:
        for match in _SECTION.finditer(body):
            yield Anchor(base + match.start() + 1, base + match.end(), "section")
    if not is_markdown:
        return
    links = list(_LINK_LINE.finditer(body)) if "\nhttp" in body or "\n<http" in body else []
    for match in links:
        yield Anchor(base + match.start() + 1, base + match.end(), "section")
    if "\n#" in body or "\n #" in body:
        matches = list(_HEADING.finditer(body))
        places = [link.start() for link in links]
        for match, limit in zip(matches, [*(later.start() for later in matches[1:]), len(body)], strict=False):
            below = slice(bisect_left(places, match.end()), bisect_left(places, limit))
            yield _heading(match, base, links[below])
    for match in _RULE.finditer(body):
        yield Anchor(base + match.start() + 1, base + match.end(), "section")


def _heading(match: re.Match[str], base: int, links: list[re.Match[str]]) -> Anchor:
    title = match[1].strip().rstrip("#").strip()
    time_ms: int | None = None
    for stamp in _STAMP.finditer(title):
        if not title[: stamp.start()].strip("*_ ") or not title[stamp.end() :].strip("*_ "):
            time_ms = stamp_ms(stamp[1])
            title = (title[: stamp.start()] + " " + title[stamp.end() :]).strip()
            break
    if time_ms is None:
        time_ms = next((linked for link in links if (linked := link_ms(link[1])) is not None), None)
    words = clean(title, 0, is_markdown=True).text.strip(" *_\t")
    return Anchor(base + match.start() + 1, base + match.end(), "heading", words, time_ms)


def link_ms(url: str) -> int | None:
    """Return the time that a link goes to, or None.

    >>> link_ms("https://video.example/watch?v=1&t=13m40s"), link_ms("https://video.example/watch?v=1&t=90")
    (820000, 90000)
    """
    match = _LINK_TIME.search(url)
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(value or 0) for value in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000
