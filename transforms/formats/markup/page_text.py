"""Blocks of a page as text with Markdown's signs for headings, lists and speakers; each character knows its place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.page_items import clean_label, is_bold
from transforms.formats.markup.spanned import Spanned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.formats.markup.page_blocks import Block

_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}
_BOLD = frozenset({"b", "strong"})
_FEWEST = 4


class _Lead(NamedTuple):
    """Bold words [first, last) that begin a line of a block."""

    first: int
    last: int


def notes_text(blocks: Sequence[Block]) -> Spanned:
    """Return the text of show notes: a line for each block, without signs, and without the page's own heading."""
    text = Spanned()
    for block in blocks:
        if block.name != "h1":
            text.extend(block.words)
            text.add("\n", block.end, block.end)
    return text


def page_text(blocks: Sequence[Block]) -> Spanned:
    """Return the text of blocks, with an empty line between them.

    Headings, terms of a list and bold words that stand before texts again and again, and are few, are speakers'
    labels: they come out as `**Label:**` at the head of the text that follows.
    """
    writer = _Writer(_repeated_labels(blocks))
    for block in blocks:
        writer.add(block)
    return writer.text


class _Writer:
    """Puts the text together."""

    def __init__(self, labels: dict[str, frozenset[str]]) -> None:
        self.text = Spanned()
        self._labels = labels
        self._is_led = False

    def add(self, block: Block) -> None:
        """Append a block."""
        place = block.start
        if not self._is_led and self.text:
            self.text.add("\n\n", place, place)
        kind = _kind(block)
        label = clean_label(block.words.text) if kind != "lead" and kind in self._labels else None
        self._is_led = label is not None and label in self._labels[kind]
        if self._is_led:
            self._add_label(block, 0, block.words.length)
            return
        sign = _HEADINGS.get(block.name) or ("- " if block.name == "li" else "")
        self.text.add(sign, place, place)
        at = block.words.length - len(block.words.text.lstrip())
        for lead in _leads(block):
            self.text.extend(block.words, at, lead.first)
            self._add_lead(block, lead)
            at = lead.last
        self.text.extend(block.words, at, len(block.words.text.rstrip()))

    def _add_lead(self, block: Block, lead: _Lead) -> None:
        text = block.words.text
        if self._is_label(text, lead):
            self._add_label(block, lead.first, lead.last)
            return
        place = block.words.span(lead.first, lead.last)
        self.text.add("**", place[0], place[0])
        self.text.extend(block.words, lead.first, lead.last)
        self.text.add("**", place[1], place[1])

    def _is_label(self, text: str, lead: _Lead) -> bool:
        bold, rest = text[lead.first : lead.last], text[lead.last :].lstrip()
        is_told = bold.rstrip().endswith(":") or rest[:1] in {":", "(", "["} or rest[:1].isdigit()
        return not is_told and clean_label(bold) in self._labels.get("lead", ())

    def _add_label(self, block: Block, first: int, last: int) -> None:
        """Append the label that stands at [first, last) of a block, with the colon that the markup stands for."""
        words = block.words
        bare = words.text[first:last].strip().rstrip(":").rstrip()
        first += words.text[first:last].index(bare)
        start, end = words.span(first, first + len(bare))
        self.text.add("**", start, start)
        self.text.extend(words, first, first + len(bare))
        self.text.add(":** ", end, end)


def _kind(block: Block) -> str:
    """Return which kind of label a whole block may be: a heading of its level, a term, bold words."""
    if block.name in _HEADINGS or block.name == "dt":
        return block.name
    return "bold" if is_bold(block) else "lead"


def _repeated_labels(blocks: Sequence[Block]) -> dict[str, frozenset[str]]:
    """Return the labels by kind of block: those of a kind whose texts are said again, twice each on average."""
    found: dict[str, list[str]] = defaultdict(list)
    for block in blocks:
        kind = _kind(block)
        if kind != "lead":
            found[kind].append(clean_label(block.words.text) or "")
        else:
            found["lead"] += [clean_label(block.words.text[lead.first : lead.last]) or "" for lead in _leads(block)]
    return {kind: frozenset(filter(None, texts)) for kind, texts in found.items()
            if len(texts) >= _FEWEST and len(set(texts)) * 2 <= len(texts)}  # fmt: skip


def _leads(block: Block) -> Iterator[_Lead]:
    text, place = block.words.text, 0
    for inline in block.inlines:
        if inline.name not in _BOLD or inline.first < place:
            continue
        line = text.rfind("\n", 0, inline.first) + 1
        if not text[max(line, place) : inline.first].strip():
            yield _Lead(inline.first, inline.last)
        place = inline.last
