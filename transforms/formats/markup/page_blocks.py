"""A page as blocks of visible text, each with its place, its role by markup, and whether it is page furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from transforms.formats.markup.page_roles import Role
    from transforms.formats.markup.spanned import Spanned
    from transforms.formats.markup.tokens import Attributes


class Inline(NamedTuple):
    """A stretch [first, last) of a block's text that an element within the line holds."""

    name: str
    role: Role | None
    first: int
    last: int
    attributes: Attributes
    time_ms: int | None


class Cell(NamedTuple):
    """The place of a block in a table."""

    table: int
    row: int
    column: int
    is_head: bool


@dataclass(slots=True)
class Block:
    """Visible text that stands on lines of its own.

    `name` is the element it stands in, `role` what the markup says it is, `is_content` whether it belongs to the main
    element or an article. `time_ms` and `label` are those that an element around it states in attributes. `low` is
    the smallest depth that was reached since the block before it: where it falls below that of a list of turns, the
    list has ended.
    """

    name: str
    words: Spanned
    start: int
    end: int
    low: int
    is_furniture: bool
    is_content: bool
    role: Role | None = None
    time_ms: int | None = None
    label: str | None = None
    cell: Cell | None = None
    inlines: list[Inline] = field(default_factory=list)


class Kept(NamedTuple):
    """An element that says something about the page: its name, attributes, text and place."""

    name: str
    attributes: Attributes
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """What a page holds; `seen` and `furniture` are stretches of visible text, `depth` how deep elements stand.

    `unclosed` are elements that would hide the rest of the page, for want of an end.
    """

    blocks: list[Block] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    seen: list[tuple[int, int]] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    depth: int = 0
    unclosed: list[str] = field(default_factory=list)
