"""Turns that a page marks up as such: labels, times and texts in elements of their own become segments."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.page_facts import is_generic_title
from transforms.formats.markup.page_items import Item, block_items, is_turn_heading
from transforms.formats.markup.page_labels import label_of, repeated_labels
from transforms.formats.markup.page_tables import table_items
from transforms.formats.markup.spanned import Spanned
from transforms.labels import closed_labels
from transforms.parsed import Chapter, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.formats.markup.page_blocks import Block
    from transforms.parsed import Account, Parsed, ParsedEpisode

_SENTENCE_END = re.compile(r"[.?!…。？！][\"'”’)\]]*\s*$")
_LEADING_LABEL = re.compile(r"(?:^|\n)[ \t\u00a0\n]*+([^:：\n]{1,60})[:：](?=\s|$)\s*")
_FEWEST = 3
_LEADING, _SAID = frozenset({"label", "time", "gap"}), frozenset({"text", "word"})
_ACCOUNTS: dict[str, Account] = {"gap": "markup", "heading": "title"}


class Region(NamedTuple):
    """The items of a page from its first turn on, and the blocks before and after them that are no turns."""

    before: list[Block]
    items: list[Item]
    after: list[Block]


def find_region(blocks: Sequence[Block]) -> Region | None:
    """Return where a page's marked-up turns stand, None where it has none.

    A page has such turns when it has a label with a time, or three labels or times, each followed by words.
    """
    if not any(map(_may_tell, blocks)):
        return None
    items = [*_all_items(blocks)]
    told = [place for place, item in enumerate(items) if item.kind in {"label", "time", "word"}]
    led = [place for place in told if _leads(items, place)]
    counts = Counter(items[place].kind for place in led)
    is_enough = (counts["label"] and counts["time"]) or max(counts["label"], counts["time"], counts["word"]) >= _FEWEST
    if not is_enough or not _prevails(items, led):
        return None
    first, last = led[0], led[-1]
    end = _end(items, first, last)
    while first and (items[first - 1].kind == "head" or _is_part(items[first - 1])):
        first -= 1
    return Region(_blocks(items[:first]), items[first:end], _blocks(items[end:]))


def _may_tell(block: Block) -> bool:
    """Return whether the markup of a block may mark a label or a time."""
    if block.role or block.label or block.cell or block.time_ms is not None:
        return True
    return is_turn_heading(block) or any(inline.role or inline.time_ms is not None for inline in block.inlines)


def _all_items(blocks: Sequence[Block]) -> Iterator[Item]:
    labels = repeated_labels(blocks)
    leading = labels.get("lead", frozenset())
    for table, group in groupby(blocks, key=lambda block: block.cell.table if block.cell else 0):
        rows = [*group]
        turns = table_items(rows) if table else None
        if turns is not None:
            yield from turns
            continue
        for block in rows:
            label = label_of(block, labels)
            yield from [Item("label", block, 0, block.words.length, label)] if label else block_items(block, leading)


def _leads(items: Sequence[Item], place: int) -> bool:
    """Return whether a label, time or word leads to words: they follow, at most another label or time between."""
    if items[place].kind == "word":
        return True
    for item in items[place + 1 : place + 6]:
        if item.kind not in _LEADING:
            return item.kind in _SAID
    return False


def _prevails(items: Sequence[Item], led: Sequence[int]) -> bool:
    """Return whether the texts that labels and times lead to are a good part of what the page says."""
    first = led[0]
    inside = sum(len(item.text) for item in items[first : led[-1] + 3] if item.kind in {"text", "word"})
    return inside * 5 > sum(len(item.text) for item in items)


def _end(items: Sequence[Item], first: int, last: int) -> int:
    """Return the place after the last item of the turns: where the element that holds all of them has ended."""
    opening = items[first].block
    lows = (item.block.low for item in items[first : last + 1] if item.block is not opening)
    level, place = min(lows, default=0), last + 1
    while place < len(items) and (items[place].block is items[last].block or items[place].block.low >= level):
        if items[place].kind == "heading" and place > last + 1:
            break
        place += 1
    return place


def _is_part(item: Item) -> bool:
    """Return whether a heading names a part of what follows, and not the page."""
    return item.kind == "heading" and item.block.name != "h1"


def _blocks(items: Sequence[Item]) -> list[Block]:
    return list({id(item.block): item.block for item in items}.values())


def add_turns(parsed: Parsed, episode: ParsedEpisode, items: Sequence[Item]) -> None:
    """Add the turns of a region to an episode: segments, time marks, and headings between them as chapters.

    A label holds until the next one, a time for the text that follows it. Where no element marks the speakers, a
    name and a colon at the head of texts does, if the page bears it out.
    """
    labels: frozenset[str] = frozenset()
    if not any(item.kind == "label" for item in items):
        heads = (match for item in items if item.kind == "text" for match in _LEADING_LABEL.finditer(item.text))
        labels = closed_labels(Counter(match[1].strip() for match in heads))
    turns = _Turns(parsed, episode, labels)
    for item in items:
        turns.add(item)
    turns.flush()


class _Turns:
    """Builds segments from items."""

    def __init__(self, parsed: Parsed, episode: ParsedEpisode, labels: frozenset[str]) -> None:
        self._parsed = parsed
        self._episode = episode
        self._labels = labels
        self._label: str | None = None
        self._times: tuple[int | None, int | None] = (None, None)
        self._mark: Item | None = None
        self._titles: list[Item] = []
        self._words: list[Item] = []

    def add(self, item: Item) -> None:
        """Take in the next item."""
        if self._words and (item.kind != "word" or _SENTENCE_END.search(self._words[-1].text)):
            self.flush()
        if item.kind == "label":
            self._label = item.text
            self._account(item, "label")
        elif item.kind == "time":
            start = item.start_ms if item.start_ms is not None else self._times[0]
            self._times = (start, item.end_ms)
            self._mark = item if item.start_ms is not None and item.text else None
            self._account(item, "mark")
        elif item.kind == "text":
            self._add_text(item)
        elif item.kind == "word":
            self._words.append(item)
        elif item.kind == "heading" and not is_generic_title(item.text):
            self._titles.append(item)
        else:
            self._account(item, _ACCOUNTS.get(item.kind, "metadata"))

    def flush(self) -> None:
        """End the run of words that is being read."""
        if self._words:
            first, last = self._words[0], self._words[-1]
            words = Spanned()
            for item in self._words:
                words.extend(item.block.words, item.first, item.last)
            self._times, self._words = (first.start_ms, last.end_ms), []
            self._speak(*words.tight())

    def _add_text(self, item: Item) -> None:
        first, words = item.first, item.block.words
        for match in _LEADING_LABEL.finditer(item.text) if self._labels else ():
            if match[1].strip() in self._labels:
                self._speak(*words.tight(first, item.first + match.start()))
                self._label, first = match[1].strip(), item.first + match.end()
                self._parsed.account(*words.span(item.first + match.start(1), first), "label")
        self._speak(*words.tight(first, item.last))

    def _speak(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        speech, (start_ms, end_ms) = self._episode.speech, self._times
        for title in self._titles:
            _, first, last = title.block.words.tight(title.first, title.last)
            self._episode.chapters.append(Chapter(start_ms, title.text, first, last))
        if self._mark is not None and self._mark.start_ms is not None:
            _, first, last = self._mark.block.words.tight(self._mark.first, self._mark.last)
            self._episode.marks.append(Mark(self._mark.start_ms, "start", first, last, len(speech)))
        speech.add(text, start, end, label=self._label, start_ms=start_ms, end_ms=end_ms)
        self._times, self._mark, self._titles = (None, None), None, []

    def _account(self, item: Item, role: Account) -> None:
        self._parsed.account(*item.block.words.span(item.first, item.last), role)
