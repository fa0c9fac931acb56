"""Elements of a page: which hide what they hold, which end others, and what one that is open takes over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.formats.markup.page_blocks import Cell
from transforms.formats.markup.page_roles import attribute_label, attribute_time, is_furniture, role_of

if TYPE_CHECKING:
    from transforms.formats.markup.page_roles import Role
    from transforms.formats.markup.tokens import Attributes

# What these hold is not read as text: programs, styles, controls, what stands in for media.
UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "svg", "head", "title", "iframe", "object", "audio", "video", "select",
     "textarea", "canvas", "math", "datalist"}
)  # fmt: skip
HEAD = frozenset({"head", "title", "meta", "link", "script", "style", "base", "noscript", "template"})
KEPT = frozenset({"meta", "link", "html", "audio", "video", "source", "base"})
_LISTS = frozenset({"ul", "ol", "menu", "dl", "table"})
# An element of this name ends those of the first names that are open, up to one of the second.
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), _LISTS),
    "dd": (frozenset({"dt", "dd"}), _LISTS),
    "tr": (frozenset({"tr"}), _LISTS),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
}
# Without attributes these say nothing of what they hold.
_PLAIN = frozenset({"p", "div", "span", "b", "strong", "i", "em", "a", "li", "td", "tr", "ul", "br", "section"})
# Without attributes these say only what they are named for.
_ROLES = frozenset({"cite", "time"})
_CONTENT = frozenset({"main", "article"})


@dataclass(slots=True)
class Open:
    """An element that is open, with what it takes over from those around it; `count` elements of one name are one."""

    name: str
    is_block: bool
    role: Role | None = None
    label: str | None = None
    is_furniture: bool = False
    is_left_out: bool = False
    is_pre: bool = False
    is_content: bool = False
    own_role: Role | None = None
    attributes: Attributes | None = None
    time_ms: int | None = None
    first: int = 0
    count: int = 1


def opened(name: str, attributes: Attributes, around: Open, first: int, *, is_block: bool) -> Open:
    """Return an element that opens inside another; `first` is the length of the words read before it."""
    if not attributes and name in _PLAIN:
        return Open(name, is_block, around.role, around.label, around.is_furniture, around.is_left_out, around.is_pre,
                    around.is_content, first=first)  # fmt: skip
    if not attributes and name in _ROLES:
        role = role_of(name, attributes)
        return Open(name, is_block, role or around.role, around.label, around.is_furniture, around.is_left_out,
                    around.is_pre, around.is_content, role, attributes, None, first)  # fmt: skip
    role = role_of(name, attributes)
    is_content = around.is_content or name in _CONTENT
    furniture = is_furniture(name, attributes) or (name == "header" and not is_content)
    return Open(
        name,
        is_block,
        role=role or around.role,
        label=(attribute_label(attributes) if attributes else None) or around.label,
        is_furniture=around.is_furniture or (furniture and is_block),
        is_left_out=around.is_left_out or (furniture and not is_block),
        is_pre=around.is_pre or name in {"pre", "listing"},
        is_content=is_content,
        own_role=role,
        attributes=attributes,
        time_ms=attribute_time(attributes) if attributes else None,
        first=first,
    )


@dataclass(slots=True)
class Table:
    """A table that is open, and the cell that was reached."""

    number: int
    row: int = -1
    column: int = -1
    is_head: bool = False

    def cell(self) -> Cell:
        """Return the cell that was reached."""
        return Cell(self.number, self.row, self.column, self.is_head)
