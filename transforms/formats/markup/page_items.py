"""Blocks of a page as a sequence of labels, times and texts, as far as the markup tells them apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.formats.markup.xml_times import parse_time
from transforms.labels import LABEL_LENGTH, is_label_shaped
from transforms.timecode import parse_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.markup.page_blocks import Block

Kind = Literal["label", "time", "text", "word", "heading", "head", "gap"]
_DRESS = " \t\n\r\u00a0[](){}<>|*_"
_AROUND_TIME = _DRESS + ","
_PLAIN_CLOCK = re.compile(r"(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}")
_BETWEEN = re.compile(r"\s*(?:-->|–|—|-|to)\s*")
_LED = re.compile(r"[\s\u00a0]*[:\-–—|>]*[\s\u00a0]*")
_TRAILING_STAMP = re.compile(r"[\s,–—-]*[\[(]?\s*(\d{1,4}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?)\s*[\])]?\s*:?\s*$")
_LEADING_STAMP = re.compile(r"\s*[\[(]?\s*(\d{1,4}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?)\s*[\])]?[\s:|–—-]*")
BOLD = frozenset({"b", "strong"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary"})
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = 7
_LONGEST_TIME = 60


class Item(NamedTuple):
    """A part of a block: [first, last) of its text. A time has `start_ms`, and an end where it states one.

    A 'head' belongs to a table and is not said; a 'gap' is the colon or dash between a label and what it leads to.
    """

    kind: Kind
    block: Block
    first: int
    last: int
    text: str = ""
    start_ms: int | None = None
    end_ms: int | None = None


def block_items(block: Block, leading: frozenset[str] = frozenset()) -> Iterator[Item]:
    """Yield the parts of one block: what attributes state around it, then its labels, times and texts.

    `leading` are bold words that begin line after line: they are labels where a time stands beside them.
    """
    if block.label is not None:
        yield Item("label", block, 0, 0, block.label)
    if block.time_ms is not None:
        yield Item("time", block, 0, 0, "", block.time_ms)
    if block.role is None and (turn := _turn_heading(block)) is not None:
        yield from turn
        return
    if block.name in _HEADINGS and block.role is None:
        yield Item("heading", block, 0, block.words.length, block.words.text.strip())
        return
    place = 0
    told = [item for at in range(len(block.inlines)) if (item := _inline_item(block, at)) is not None]
    if leading and told and all(item.kind == "time" for items in told for item in items):
        told = sorted([*told, *_bold_labels(block, leading)], key=lambda items: items[0].first)
    if (
        not told
        and block.role is not None
        and (whole := _role_item(block, 0, block.words.length, block.role, block.name))
    ):
        yield from whole
        return
    for item in told:
        if item[0].first < place:
            continue
        yield from _text_item(block, place, item[0].first, is_led=place > 0)
        yield from item
        place = item[-1].last
    yield from _text_item(block, place, block.words.length, is_led=place > 0)


def _bold_labels(block: Block, leading: frozenset[str]) -> Iterator[list[Item]]:
    for inline in block.inlines:
        if inline.name in BOLD and (label := clean_label(block.words.text[inline.first : inline.last])) in leading:
            yield [Item("label", block, inline.first, inline.last, label or "")]


def _turn_heading(block: Block) -> list[Item] | None:
    """Return the time and label of a heading, or a block all in bold, that has both and nothing else."""
    text = block.words.text
    if len(text) > LABEL_LENGTH * 2 or ":" not in text or not (block.name in _HEADINGS or is_bold(block)):
        return None
    stamp = _LEADING_STAMP.match(text) or _TRAILING_STAMP.search(text)
    times = read_times(stamp[1]) if stamp else None
    if stamp is None or times is None:
        return None
    first, last = (stamp.end(), len(text)) if stamp.start() == 0 else (0, stamp.start())
    label = clean_label(text[first:last])
    if label is None:
        return None
    time = Item("time", block, *stamp.span(1), stamp[1], *times)
    return [Item("gap", block, *stamp.span()), time, Item("label", block, first, last, label)]


def is_turn_heading(block: Block) -> bool:
    """Return whether a block is a heading, or all in bold, and gives a time and a speaker."""
    return _turn_heading(block) is not None


def is_bold(block: Block) -> bool:
    """Return whether all words of a block stand in one bold element."""
    if not block.inlines:
        return False
    text = block.words.text
    return any(
        inline.name in BOLD and not (text[: inline.first] + text[inline.last :]).strip(" \n:")
        for inline in block.inlines[:3]
    )


def _inline_item(block: Block, at: int) -> list[Item] | None:
    inline = block.inlines[at]
    text, time = block.words.text[inline.first : inline.last], inline.time_ms
    if time is not None:
        if any(inner.role for inner in block.inlines[at + 1 : at + 3] if inner.last <= inline.last):
            return [Item("time", block, inline.first, inline.first, "", time)]
        if read_times(text) is not None:
            return [Item("time", block, inline.first, inline.last, text, time)]
        if inline.role == "label" and (told := _role_item(block, inline.first, inline.last, "label", inline.name)):
            return told
        length = parse_time(inline.attributes.get("data-d", "") + "ms")
        end = time + length if length is not None else None
        return [Item("word", block, inline.first, inline.last, text, time, end)]
    if inline.role is None:
        return None
    return _role_item(block, inline.first, inline.last, inline.role, inline.name)


def _role_item(block: Block, first: int, last: int, role: str, name: str) -> list[Item] | None:
    """Return the label or time that an element holds, or both; None where its text is neither."""
    text = block.words.text[first:last]
    has_digit = _DIGIT.search(text) is not None
    if has_digit and (times := read_times(text)) is not None:
        return [Item("time", block, first, last, text, *times)]
    if role != "label":
        return None
    is_stated = name != "cite"
    stamp = _TRAILING_STAMP.search(text) if has_digit and len(text) <= LABEL_LENGTH * 2 else None
    label = clean_label(text[: stamp.start()] if stamp else text, is_stated=is_stated)
    if label is None:
        return None
    items = [Item("label", block, first, first + stamp.start() if stamp else last, label)]
    if stamp and (times := read_times(stamp[1])) is not None:
        items.append(Item("time", block, items[0].last, last, stamp[1], *times))
    return items


def clean_label(text: str, *, is_stated: bool = False) -> str | None:
    """Return a speaker's label without its delimiters, None where the text does not have the shape of one.

    Where the markup states that it is one (`is_stated`), any few words will do.

    >>> clean_label("[Ann Marlow]:"), clean_label("see above, and below")
    ('Ann Marlow', None)
    """
    return _label_in(text, is_stated=is_stated) if len(text) <= LABEL_LENGTH * 2 else None


@lru_cache(maxsize=4_096)
def _label_in(text: str, *, is_stated: bool) -> str | None:
    # The same few names stand on a page again and again.
    label = " ".join(text.split()).strip(_DRESS + ":").strip()
    if label.count("(") > label.count(")"):
        label += ")"
    is_short = is_stated and 0 < len(label) <= LABEL_LENGTH and label[-1] not in ".?!" and len(label.split()) <= _WORDS
    return label if is_label_shaped(label) or (is_short and _LETTER.search(label)) else None


def read_times(text: str) -> tuple[int, int | None] | None:
    """Return the ms of a time, or of the two of a span, None where the text is no time written out.

    >>> read_times("[0:53]"), read_times("00:01 - 00:05"), read_times("0h01m44s"), read_times("12")
    ((53000, None), (1000, 5000), (104000, None), None)
    """
    if len(text) > _LONGEST_TIME:
        return None
    bare = text.strip(_AROUND_TIME).rstrip(":")
    if bare.isalpha() or not any(map(str.isdigit, bare)) or bare.replace(".", "").isdigit():
        return None
    if _PLAIN_CLOCK.fullmatch(bare):
        time = parse_clock(bare)
        return None if time is None else (time, None)
    times = [parse_time(part) for part in _BETWEEN.split(bare)]
    if times[0] is None or len(times) > 2 or times[-1] is None:
        return None
    return times[0], times[1] if len(times) > 1 else None


def _text_item(block: Block, first: int, last: int, *, is_led: bool) -> Iterator[Item]:
    """Yield the text of [first, last), without the colon or dash between it and a label before it."""
    text = block.words.text[first:last]
    if is_led:
        led = _LED.match(text)
        skipped = led.end() if led else 0
        if text[:skipped].strip():
            yield Item("gap", block, first, first + skipped, text[:skipped])
        first, text = first + skipped, text[skipped:]
    if text.strip():
        yield Item("text", block, first, last, text)
