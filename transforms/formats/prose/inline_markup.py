"""Markup inside speech taken out of it: time marks, links, emphasis, escapes, tags."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from transforms.formats.prose.stamps import BRACKETED, INLINE_MARK, stamp_ms
from transforms.parsed import Link

_ADDRESS = r"[^()<>\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?"
_LINK = rf"!?\[(?P<label>[^\[\]\n]{{0,400}})\]\(<?(?P<url>{_ADDRESS})>?(?:[ ]+\"[^\"\n]{{0,400}}\")?\)"
# Of a run in stars or underscores no part may be such a sign itself: that keeps the search linear.
_STARS = r"(?P<star>\*(?<![\w*]\*)\*{0,2})(?=[^\s*])(?P<starred>[^*\n]{0,600}[^\s*\\])(?P=star)(?![\w*])"
_UNDERSCORES = r"(?P<score>_(?<![\w_]_)_{0,2})(?=[^\s_])(?P<scored>[^_\n]{0,600}[^\s_\\])(?P=score)(?![\w_])"
# Each kind of markup, and a sign without which a text has none of it.
_KINDS = (
    ("[", BRACKETED),
    ("(", BRACKETED),
    ("{", BRACKETED),
    ("](", _LINK),
    ("<http", r"<(?P<auto>https?://[^<>\s]{1,2000})>"),
    ("*", _STARS),
    # Closes what a label before the stretch opened: `**Q: Why bees?**`.
    ("**", r"\*\*(?<=[^\s*]\*\*)(?=[ \t]*(?:\n|$))"),
    ("_", _UNDERSCORES),
    ("\\", r"\\(?P<escaped>[\[\](){}*_.#+\-!>`~|\"'$&\\])"),
    ("<", r"<(?P<tag>/?[a-zA-Z][^<>\n]{0,500})>"),
    ("\n", r"(?<=\n)[ \t]*(?:>[ \t]?|[-*+][ \t])+"),
)
# Of these the words stay that they stand around.
_INNER = frozenset(("starred", "scored", "escaped"))
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.I)


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
    kinds = dict.fromkeys([kind for sign, kind in (_KINDS if is_markdown else _KINDS[:2]) if sign in raw])
    if not kinds:
        return Clean(raw, [], [])
    if len(kinds) == 1 and BRACKETED in kinds:
        return _without_marks(raw, start)
    made = _Cleaner(raw, start)
    return Clean(made.run(_pattern(tuple(kinds))), made.marks, made.links)


def _without_marks(raw: str, start: int) -> Clean:
    """Return what `_Cleaner` makes of text that has time marks and no other markup: most of what is spoken has none."""
    pieces, marks, reached, is_first = [], [], 0, True
    for match in INLINE_MARK.finditer(raw):
        begin, end = match.span()
        pieces.append(raw[reached:begin])
        is_first = is_first and not pieces[-1].strip()
        marks.append((stamp_ms(match[1]), start + begin, start + end, is_first))
        reached = end
    pieces.append(raw[reached:])
    return Clean(" ".join(pieces), marks, [])


@cache
def _pattern(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of some kinds of markup: those that a text has no sign of would only take time."""
    return re.compile("|".join(kinds))


class _Cleaner:
    def __init__(self, raw: str, start: int) -> None:
        self.raw, self.start = raw, start
        self.marks: list[tuple[int, int, int, bool]] = []
        self.links: list[Link] = []

    def run(self, pattern: re.Pattern[str]) -> str:
        pieces, reached, is_first = [], 0, True
        has_marks = "first" in pattern.groupindex
        for match in pattern.finditer(self.raw):
            pieces.append(self.raw[reached : match.start()])
            is_first = is_first and not pieces[-1].strip()
            if match.lastgroup in _INNER:
                pieces.append(match[match.lastgroup])
                is_first = False
            elif has_marks and match["first"] is not None:
                place = self.start + match.start(), self.start + match.end()
                self.marks.append((stamp_ms(match["first"]), *place, is_first))
                pieces.append(" ")
            else:
                pieces.append(self._words(match, match.groupdict()))
                is_first = is_first and not pieces[-1].strip()
            reached = match.end()
        pieces.append(self.raw[reached:])
        return "".join(pieces)

    def _words(self, match: re.Match[str], found: dict[str, str | None]) -> str:
        place = self.start + match.start(), self.start + match.end()
        if (url := found.get("url")) is not None:
            label = found["label"] or ""
            self.links.append(Link(url, label or None, *place))
            return "" if match[0].startswith("!") else label
        if (auto := found.get("auto")) is not None:
            self.links.append(Link(auto, None, *place))
            return auto
        if (tag := found.get("tag")) is None:
            return ""
        if (href := _HREF.search(tag)) is not None:
            self.links.append(Link(href[1], None, *place))
        return " " if tag[:2].casefold() in ("br", "p", "p ", "/p", "li", "hr") else ""
