"""Markup inside speech taken out of it: time marks, links, emphasis, escapes, tags."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.formats.prose.stamps import BRACKETED, stamp_ms
from transforms.parsed import Link

_ADDRESS = r"[^()<>\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?"
_LINK = rf"!?\[([^\[\]\n]{{0,400}})\]\(<?({_ADDRESS})>?(?:[ ]+\"[^\"\n]{{0,400}}\")?\)"
# Of a run in stars or underscores no part may be such a sign itself: that keeps the search linear.
_STARS = r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{0,600}[^\s*\\])\6(?![\w*])"
_UNDERSCORES = r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{0,600}[^\s_\\])\8(?![\w_])"
_MARKDOWN = re.compile(
    rf"{BRACKETED}|{_LINK}|<(https?://[^<>\s]{{1,2000}})>|{_STARS}|{_UNDERSCORES}"
    r"|\\([\[\](){}*_.#+\-!>`~|\"'$&\\])|<(/?[a-zA-Z][^<>\n]{0,500})>|(?<=\n)[ \t]*(?:>[ \t]?|[-*+][ \t])+"
)
_PLAIN = re.compile(BRACKETED)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_MARKDOWN_SIGNS = frozenset("[*_\\<")


class Clean(NamedTuple):
    """Speech without its markup; `marks` are (ms, start, end, whether no words stand before it)."""

    text: str
    marks: list[tuple[int, int, int, bool]]
    links: list[Link]


def clean(raw: str, start: int, *, is_markdown: bool) -> Clean:
    r"""Return the words of a raw stretch that begins at offset `start` of its text. Linear time.

    A time mark is replaced by a space; of a link the label stays; paired stars and underscores around words go, those
    inside words stay (`s**t`). Without `is_markdown` only time marks are taken out.

    >>> clean(r"\[01:30\] an *odd* s**t [bee](http://b.example)", 0, is_markdown=True).text.strip()
    'an odd s**t bee'
    """
    if is_markdown:
        if _MARKDOWN_SIGNS.isdisjoint(raw) and "(" not in raw and "\n" not in raw:
            return Clean(raw, [], [])
    elif "[" not in raw and "(" not in raw:
        return Clean(raw, [], [])
    made = _Cleaner(raw, start)
    pattern = _MARKDOWN if is_markdown else _PLAIN
    return Clean(made.run(pattern), made.marks, made.links)


class _Cleaner:
    def __init__(self, raw: str, start: int) -> None:
        self.raw, self.start = raw, start
        self.marks: list[tuple[int, int, int, bool]] = []
        self.links: list[Link] = []

    def run(self, pattern: re.Pattern[str]) -> str:
        pieces, reached, is_first = [], 0, True
        for match in pattern.finditer(self.raw):
            pieces.append(self.raw[reached : match.start()])
            is_first = is_first and not pieces[-1].strip()
            if match[1] is not None:
                place = self.start + match.start(), self.start + match.end()
                self.marks.append((stamp_ms(match[1]), *place, is_first))
                pieces.append(" ")
            else:
                pieces.append(self._words(match))
                is_first = is_first and not pieces[-1].strip()
            reached = match.end()
        pieces.append(self.raw[reached:])
        return "".join(pieces)

    def _words(self, match: re.Match[str]) -> str:
        place = self.start + match.start(), self.start + match.end()
        label, url, auto, _, starred, _, scored, escaped, tag = match.groups()[2:]
        inner = starred if starred is not None else scored
        if url is not None:
            self.links.append(Link(url, label or None, *place))
            return "" if match[0].startswith("!") else label
        if auto is not None:
            self.links.append(Link(auto, None, *place))
            return str(auto)
        if inner is not None:
            return str(inner)
        if escaped is not None:
            return str(escaped)
        if tag is None:
            return ""
        if (href := _HREF.search(tag)) is not None:
            self.links.append(Link(href[1], None, *place))
        return " " if tag[:2].casefold() in ("br", "p", "p ", "/p", "li", "hr") else ""
