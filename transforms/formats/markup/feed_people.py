"""People whom a feed names: `podcast:person` with role and group, and authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.parsed import EXCERPT_LENGTH, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.formats.markup.feed_fields import Fields
    from transforms.formats.markup.tree import Node
    from transforms.parsed import Role

_LONGEST_NAME = 100
# `ann@example.com (Ann Marlow)` and `Ann Marlow <ann@example.com>`: the name without the address.
_ADDRESS = re.compile(r"^\S+@\S+\s*\(([^()]+)\)$|\s*[(<]\S+@\S+[)>]$")


def people_of(fields: Fields) -> Iterator[Person]:
    """Yield the people that `podcast:person` elements name; without a role they are hosts, without a group cast.

    People of another group than the cast (visuals, writing, ...) work on the episode and are not present.
    """
    for node in fields.all("podcast:person", "person"):
        name = " ".join(node.text().split())
        if not 0 < len(name) <= _LONGEST_NAME:
            continue
        role, group = (node.get("role") or "host").lower(), (node.get("group") or "cast").lower()
        yield Person(name, _role(role, group), _evidence(node, role, group), node.start, node.end,
                     is_present=group == "cast")  # fmt: skip


def author_name(text: str) -> str | None:
    """Return the name in an author field, None where there is only an address.

    >>> author_name("ann@example.com (Ann Marlow)"), author_name("ann@example.com")
    ('Ann Marlow', None)
    """
    match = _ADDRESS.search(text.strip())
    name = (match[1] or text[: match.start()]) if match else text
    name = " ".join(name.split())
    return name if 0 < len(name) <= _LONGEST_NAME and "@" not in name else None


def _role(role: str, group: str) -> Role:
    if group != "cast":
        return "other"
    if "host" in role and "guest host" not in role:
        return "host"
    return "guest" if "guest" in role else "other"


def _evidence(node: Node, role: str, group: str) -> str:
    words = role if group == "cast" else f"{role} ({group})"
    return f"{words}: {node.text()}"[:EXCERPT_LENGTH]
