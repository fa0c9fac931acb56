"""Blocks of a page as text with Markdown's signs for headings, lists and speakers; each character knows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.markup.page_items import clean_label
from transforms.formats.markup.page_labels import label_of, leads, repeated_labels
from transforms.formats.markup.spanned import Spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.markup.page_blocks import Block
    from transforms.formats.markup.page_labels import Labels, Lead

_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "##### ", "h6": "###### "}


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
    writer = _Writer(repeated_labels(blocks))
    for block in blocks:
        writer.add(block)
    return writer.text


class _Writer:
    """Puts the text together."""

    def __init__(self, labels: Labels) -> None:
        self.text = Spanned()
        self._labels = labels
        self._is_led = False

    def add(self, block: Block) -> None:
        """Append a block."""
        place = block.start
        if not self._is_led and self.text:
            self.text.add("\n\n", place, place)
        self._is_led = label_of(block, self._labels) is not None
        if self._is_led:
            self._add_label(block, 0, block.words.length)
            return
        sign = _HEADINGS.get(block.name) or ("- " if block.name == "li" else "")
        self.text.add(sign, place, place)
        at = block.words.length - len(block.words.text.lstrip())
        for lead in leads(block):
            self.text.extend(block.words, at, lead.first)
            self._add_lead(block, lead)
            at = lead.last
        self.text.extend(block.words, at, len(block.words.text.rstrip()))

    def _add_lead(self, block: Block, lead: Lead) -> None:
        text = block.words.text
        if self._is_label(text, lead):
            self._add_label(block, lead.first, lead.last)
            return
        place = block.words.span(lead.first, lead.last)
        self.text.add("**", place[0], place[0])
        self.text.extend(block.words, lead.first, lead.last)
        self.text.add("**", place[1], place[1])

    def _is_label(self, text: str, lead: Lead) -> bool:
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
        # A colon that the label has by itself is that one.
        self.text.add(":** ", end, max(end, words.tight(first, last)[2]))
