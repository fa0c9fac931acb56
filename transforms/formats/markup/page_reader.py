"""Tokens of a page put together to blocks: which elements are open, which end without saying so, what nobody sees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transforms.formats.markup.html_text import INLINE
from transforms.formats.markup.html_tokens import html_tokens
from transforms.formats.markup.page_blocks import Block, Inline, Kept, Page
from transforms.formats.markup.page_elements import ENDS, HEAD, KEPT, UNSEEN, Open, Table, opened
from transforms.formats.markup.spanned import Spanned
from transforms.formats.markup.tokens import START, TEXT

if TYPE_CHECKING:
    from transforms.formats.markup.tokens import Attributes

_MOST_OPEN, _MOST_SEARCHED = 1_000, 50


class PageReader:
    """Puts the blocks of one page together; `is_too_deep` is set where reading ended at `most_depth` elements."""

    def __init__(self, text: str, most_depth: int, visible: frozenset[str] = frozenset()) -> None:
        self._text = text
        self._most_depth = most_depth
        self._unseen_names = UNSEEN - visible
        self.page = Page()
        self.is_too_deep = False
        self.unclosed: frozenset[str] = frozenset()
        self._open = [Open("", is_block=True)]
        self._counts: Counter[str] = Counter()
        self._overflow: Counter[str] = Counter()
        self._unseen: Counter[str] = Counter()
        self._kept: tuple[str, Attributes, int, list[str]] | None = None
        self._words = Spanned()
        self._inlines: list[Inline] = []
        self._time_ms: int | None = None
        self._depth = self._low = 0
        self._cells: list[Table] = []
        self._tables = 0

    def read(self) -> Page:
        """Return the page; to be called once."""
        for kind, value, attributes, start, end in html_tokens(self._text):
            if kind == TEXT:
                self._add_text(value, start, end)
            elif kind == START:
                self._start(value, attributes, start, end)
                if self._depth > self._most_depth:
                    self.is_too_deep = True
                    break
            else:
                self._end(value, end)
        self._flush()
        self.unclosed = frozenset(name for name, count in self._unseen.items() if count and name != "head")
        return self.page

    def _add_text(self, value: str, start: int, end: int) -> None:
        if self._kept is not None:
            self._kept[3].append(value)
        is_blank = value.isspace()
        if self._unseen or (is_blank and not self._words.length):
            return
        top = self._open[-1]
        if not is_blank:
            (self.page.furniture if top.is_furniture or top.is_left_out else self.page.seen).append((start, end))
        if top.is_left_out:
            return
        if top.is_pre:
            self._words.add(value, start, end)
        else:
            self._words.add_folded(value, start, end)

    def _start(self, name: str, attributes: Attributes, start: int, end: int) -> None:
        if name in KEPT:
            self.page.kept.append(Kept(name, attributes, "", start, end))
        elif name == "title" or (name == "script" and "json" in attributes.get("type", "")):
            self._kept = (name, attributes, start, [])
        if self._unseen and (name in HEAD or self._unseen.keys() != {"head"}):
            if name in self._unseen_names:
                self._unseen[name] += 1
            return
        self._unseen.clear()
        if name in self._unseen_names:
            self._unseen[name] = 1
        elif name == "br":
            self._words.add("\n", start, end)
        elif name in INLINE:
            self._push(name, attributes, is_block=False)
        else:
            self._start_block(name, attributes)

    def _end(self, name: str, end: int) -> None:
        if self._kept is not None and self._kept[0] == name:
            kept, attributes, start, parts = self._kept
            self.page.kept.append(Kept(kept, attributes, "".join(parts), start, end))
            self._kept = None
        if self._unseen:
            if self._unseen[name] > 1:
                self._unseen[name] -= 1
            else:
                del self._unseen[name]
        elif name in INLINE:
            self._end_inline(name)
        else:
            self._flush()
            self._end_block(name)

    def _start_block(self, name: str, attributes: Attributes) -> None:
        self._flush()
        if self._open[-1].name == "p":
            self._pop()
            self._low = min(self._low, self._depth)
        if name in ENDS:
            self._end_implied(*ENDS[name])
        self._place_cell(name)
        self._push(name, attributes, is_block=True)

    def _place_cell(self, name: str) -> None:
        if name == "table":
            self._tables += 1
            self._cells.append(Table(self._tables))
        elif self._cells:
            table = self._cells[-1]
            if name == "tr":
                table.row, table.column = table.row + 1, -1
            elif name in {"td", "th"}:
                table.column += 1
                table.is_head = name == "th" or self._counts["thead"] > 0

    def _push(self, name: str, attributes: Attributes, *, is_block: bool) -> None:
        if is_block:
            self._depth += 1
            self.page.depth = max(self.page.depth, self._depth)
        around = self._open[-1]
        if (
            not attributes
            and around.name == name
            and name in {"div", "span", "section", "font", "b", "i", "blockquote"}
        ):
            around.count += 1
        elif len(self._open) >= _MOST_OPEN:
            self._overflow[name] += 1
        else:
            self._open.append(opened(name, attributes, around, self._words.length, is_block=is_block))
            self._counts[name] += 1
            if is_block and self._open[-1].time_ms is not None:
                self._time_ms = self._open[-1].time_ms

    def _end_implied(self, ended: frozenset[str], limit: frozenset[str]) -> None:
        for place in range(len(self._open) - 1, max(0, len(self._open) - _MOST_SEARCHED), -1):
            name = self._open[place].name
            if name in limit:
                return
            if name in ended:
                self._end_block(name)
                return

    def _end_block(self, name: str) -> None:
        if self._overflow and self._overflow[name]:
            self._overflow[name] -= 1
            self._depth -= 1
        elif self._counts[name]:
            while self._open[-1].name != name:
                self._pop()
            self._pop()
        if name == "table" and self._cells:
            self._cells.pop()
        self._low = min(self._low, self._depth)

    def _end_inline(self, name: str) -> None:
        if self._overflow and self._overflow[name]:
            self._overflow[name] -= 1
            return
        for place in range(len(self._open) - 1, max(0, len(self._open) - _MOST_SEARCHED), -1):
            if self._open[place].is_block:
                return
            if self._open[place].name == name:
                while len(self._open) > place:
                    self._note(self._open[-1])
                    self._pop()
                return

    def _pop(self) -> None:
        top = self._open[-1]
        self._depth -= top.is_block
        if top.count > 1:
            top.count -= 1
            return
        self._open.pop()
        self._counts[top.name] -= 1

    def _note(self, inline: Open) -> None:
        """Note what an element within the line held; those that mean nothing here are passed over."""
        last = self._words.length
        is_told = inline.own_role is not None or inline.time_ms is not None or inline.name in {"b", "strong", "a"}
        if is_told and last > inline.first:
            self._inlines.append(
                Inline(inline.name, inline.own_role, inline.first, last, inline.attributes or {}, inline.time_ms)
            )

    def _flush(self) -> None:
        """End the block that is being read, if it has any text."""
        words = self._words
        if not words.length:
            return
        place = len(self._open) - 1
        while not self._open[place].is_block:
            self._note(self._open[place])
            self._open[place].first = 0
            place -= 1
        text, start, end = words.tight()
        if text:
            top = self._open[-1]
            cell = self._cells[-1].cell() if self._cells else None
            self.page.blocks.append(
                Block(self._open[place].name, words, start, end, self._low, top.is_furniture, top.is_content, top.role,
                      self._time_ms, top.label, cell, self._sorted_inlines())
            )  # fmt: skip
            self._time_ms, self._low = None, self._depth
        self._words, self._inlines = Spanned(), []

    def _sorted_inlines(self) -> list[Inline]:
        return sorted(self._inlines, key=_by_place) if len(self._inlines) > 1 else self._inlines


def _by_place(inline: Inline) -> tuple[int, int]:
    return inline.first, -inline.last


def read_page(text: str, most_depth: int) -> Page | None:
    """Return the blocks of a page, None where its elements stand more than `most_depth` deep.

    An element that hides what it holds and never ends does not hide the rest of the page.
    """
    visible: frozenset[str] = frozenset()
    while True:
        reader = PageReader(text, most_depth, visible)
        page = reader.read()
        if reader.is_too_deep:
            return None
        if reader.unclosed <= visible:
            page.unclosed = sorted(visible)
            return page
        visible |= reader.unclosed
