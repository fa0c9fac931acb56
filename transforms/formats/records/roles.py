"""What became of every stretch of a JSON document: the roles that readers named, and the rest by what it holds."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any

from transforms.formats.records.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.parsed import Account, Parsed, Speech

# A string longer than this says more than metadata does; a box this large is a body of data of its own.
_LONG_STRING = 400
_LARGE_BOX = 20_000
# A text repeats the speech when this share of its words stands in it.
_SAME_WORDS = 0.9
Role = tuple[int, int, "Account"]


def account_all(parsed: Parsed, root: Node, roles: Iterable[Role], speeches: Sequence[Speech]) -> None:
    """Account for all of `root`: `roles` (start, end, account) as they are, keys and the rest by themselves.

    What nobody named is metadata, or a duplicate of the speech, or ignored where it is too long to be either.
    """
    _Walk(parsed, sorted(roles), speeches).visit(root)


class _Walk:
    def __init__(self, parsed: Parsed, roles: list[Role], speeches: Sequence[Speech]) -> None:
        self._parsed = parsed
        self._starts = [role[0] for role in roles]
        self._roles = roles
        self._speeches = [speech for speech in speeches if len(speech)]

    @cached_property
    def _spoken(self) -> list[set[str]]:
        return [set(" ".join(speech.text).split()) for speech in self._speeches]

    def visit(self, node: Node) -> None:
        if self._take(node.start, node.end) or not self._holds_roles(node.start + 1, node.end):
            self._take_rest(node.value, node.start, node.end, node.start)
            return
        reached = node.start
        for key_start, start, end, child in self._parts(node):
            self._parsed.account(reached, key_start, "markup")
            reached = end
            if self._take(start, end):
                self._parsed.account(key_start, start, "markup")
            elif self._holds_roles(start, end):
                self._parsed.account(key_start, start, "markup")
                self.visit(child if isinstance(child, Node) else _member(node, child))
            else:
                value = child.value if isinstance(child, Node) else node.value[child]
                self._take_rest(value, start, end, key_start)
        self._parsed.account(reached, node.end, "markup")

    def _parts(self, node: Node) -> Iterator[tuple[int, int, int, Node | str]]:
        """Yield where each member or element begins, where its value stands, and its node or key."""
        if type(node.value) is list:
            yield from ((child.start, child.start, child.end, child) for child in node.children())
        else:
            yield from ((member.key_start, member.start, member.end, member.key) for member in node.members())

    def _take(self, start: int, end: int) -> bool:
        """Account for a stretch that has a role of its own."""
        index = bisect_left(self._starts, start)
        is_known = False
        while index < len(self._roles) and self._roles[index][0] == start:
            if self._roles[index][1] == end:
                self._parsed.account(*self._roles[index])
                is_known = True
            index += 1
        return is_known

    def _holds_roles(self, start: int, end: int) -> bool:
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end

    def _take_rest(self, value: Any, start: int, end: int, key_start: int) -> None:
        role: Account = "metadata"
        if type(value) is str and end - start > _LONG_STRING:
            role = "duplicate" if self._repeats(value) else "ignored"
        elif type(value) in (dict, list) and end - start > _LARGE_BOX:
            role = "ignored"
        self._parsed.account(key_start, end, role)

    def _repeats(self, text: str) -> bool:
        words = text.split()
        return any(sum(map(known.__contains__, words)) >= _SAME_WORDS * len(words) for known in self._spoken)


def _member(node: Node, key: str) -> Node:
    child = node.get(key)
    return child if child is not None else node
