"""Which pairs of voices and members of a cast are clear enough, from what speaks for each of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

Weights = dict[int, list[float]]
"""For each label by number, what speaks for each member of the cast."""

NOBODY = 2.0
_MARGIN = 0.7
DECIDES = 3.5
# Two voices that claim to be one member as clearly as this are both nobody.
_CONTESTED = 0.05


class Choice:
    """Takes the pairs with the most weight, one after the other, as long as they are clear.

    `weights` is all that speaks for a pair, `text` what the label itself says, `told` what is said in speech. `minor`
    are the labels that may be somebody who has another label already; `partial` are pairs that are to be surer than
    others.
    """

    def __init__(
        self, weights: Weights, text: Weights, told: dict[tuple[int, int], float], minor: AbstractSet[int],
        partial: AbstractSet[tuple[int, int]],
    ) -> None:  # fmt: skip
        self.found: dict[tuple[int, int], float] = {}
        self._weights, self._text, self._told, self._minor, self._partial = weights, text, told, minor, partial
        self._named: set[int] = set()
        self._taken: set[int] = set()

    def choose(self, least_partial: float) -> dict[tuple[int, int], float]:
        """Return the clear pairs of label and member with the margin of each over its rivals.

        Whoever is taken is no rival any more, so that the pairs that were not clear are looked at again.
        """
        pairs = [(number, place) for number, row in self._weights.items() for place in range(len(row))]
        pairs = [(number, place) for number, place in pairs if self._weights[number][place] >= NOBODY]
        pairs.sort(key=lambda pair: (-self._weights[pair[0]][pair[1]], pair))
        count = -1
        while count < len(self.found):
            count = len(self.found)
            for number, place in pairs:
                margin = self._margin(number, place) if self._is_open(number, place) else -math.inf
                least = least_partial if (number, place) in self._partial else _MARGIN
                if margin >= least and not self._is_contested(number, place, margin):
                    self.found[number, place] = margin
                    self._named.add(number)
                    self._taken.add(place)
        return self.found

    def _is_open(self, number: int, place: int) -> bool:
        if number in self._named:
            return False
        says_so = max(self._text[number][place], self._told.get((number, place), 0.0)) >= DECIDES
        return place not in self._taken or says_so or number in self._minor

    def _margin(self, number: int, place: int) -> float:
        """Return the weight over that of the strongest rival: nobody, or a member who is not somebody else already."""
        row = self._weights[number]
        return row[place] - max(NOBODY, max(self._rivals(number, place, row), default=NOBODY))

    def _rivals(self, number: int, place: int, row: Sequence[float]) -> Iterator[float]:
        text = self._text[number]
        for other, weight in enumerate(row):
            if other != place and (other not in self._taken or text[other] >= DECIDES):
                yield weight

    def _is_contested(self, number: int, place: int, margin: float) -> bool:
        """Whether another voice that is nobody yet claims to be the member as clearly, and no label is written so."""
        if self._text[number][place] >= DECIDES:
            return False
        return any(
            self._weights[other][place] >= NOBODY and margin - self._margin(other, place) < _CONTESTED
            for other in self._weights
            if other != number and other not in self._named
        )
