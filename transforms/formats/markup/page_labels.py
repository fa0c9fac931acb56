"""Speakers' labels that a page shows by repetition: headings, terms and bold words that stand again and again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.page_items import BOLD, clean_label, is_bold, read_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.formats.markup.page_blocks import Block

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FEWEST = 4
Labels = dict[str, frozenset[str]]


class Lead(NamedTuple):
    """Bold words [first, last) that begin a line of a block."""

    first: int
    last: int


def kind_of(block: Block) -> str:
    """Return which kind of label a whole block may be: a heading of its level, a term, bold words."""
    if block.name in HEADINGS or block.name == "dt":
        return block.name
    return "bold" if is_bold(block) else "lead"


def repeated_labels(blocks: Sequence[Block]) -> Labels:
    """Return the labels by kind of block: those of a kind whose texts are said again, twice each on average."""
    found: dict[str, list[str]] = defaultdict(list)
    for block in blocks:
        kind = kind_of(block)
        if kind != "lead":
            found[kind].append(clean_label(block.words.text) or "")
        else:
            found["lead"] += [clean_label(block.words.text[lead.first : lead.last]) or "" for lead in leads(block)]
    return {kind: frozenset(filter(None, texts)) for kind, texts in found.items()
            if len(texts) >= _FEWEST and len(set(texts)) * 2 <= len(texts)}  # fmt: skip


def label_of(block: Block, labels: Labels) -> str | None:
    """Return the label that a whole block is, None where it is none of the repeated ones."""
    if not labels:
        return None
    kind = kind_of(block)
    label = clean_label(block.words.text) if kind in labels and kind != "lead" else None
    return label if label is not None and label in labels[kind] else None


def leads(block: Block) -> Iterator[Lead]:
    """Yield the bold words that begin lines of a block, or stand behind the time that does."""
    text, place = block.words.text, 0
    for inline in block.inlines:
        if inline.name not in BOLD or inline.first < place:
            continue
        line = text.rfind("\n", 0, inline.first) + 1
        before = text[max(line, place) : inline.first]
        if not before.strip() or read_times(before) is not None:
            yield Lead(inline.first, inline.last)
        place = inline.last
