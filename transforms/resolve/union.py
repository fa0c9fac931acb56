"""Groups of things that are one, from pairs that are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Groups:
    """Disjoint groups of the numbers 0 to `count` - 1; each group is known by its smallest member.

    >>> groups = Groups(4)
    >>> groups.unite(1, 3)
    True
    >>> groups.unite(3, 1)
    False
    >>> groups.leaders()
    [0, 1, 2, 1]
    """

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def leader(self, member: int) -> int:
        """Return the smallest member of the group."""
        parents = self._parents
        while parents[member] != member:
            parents[member] = parents[parents[member]]
            member = parents[member]
        return member

    def unite(self, one: int, other: int) -> bool:
        """Make one group of the groups of both, and return whether they were two."""
        first, second = sorted((self.leader(one), self.leader(other)))
        self._parents[second] = first
        return first != second

    def leaders(self) -> list[int]:
        """Return the leader of each number."""
        return [self.leader(member) for member in range(len(self._parents))]


def grouped(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return the leader of each of `count` numbers after uniting `pairs`.

    >>> grouped(4, [(2, 3), (0, 3)])
    [0, 1, 0, 0]
    """
    groups = Groups(count)
    for one, other in pairs:
        groups.unite(one, other)
    return groups.leaders()
