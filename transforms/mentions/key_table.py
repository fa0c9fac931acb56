"""A table from keys of 64 bits to numbers, asked for a whole column of keys at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.words import Keys

    Numbers = npt.NDArray[np.int32]

ABSENT = -1
_ROOM = 4


class KeyTable(NamedTuple):
    """Open addressing: a key stands in the first free slot from the one that its upper bits name."""

    slot_key: Keys
    slot_value: Numbers
    shift: np.uint64
    longest_search: int

    def find(self, keys: Keys) -> Numbers:
        """Return the number of each key; `ABSENT` where the table does not have it."""
        slot = (keys >> self.shift).astype(np.int64)
        value = self.slot_value[slot]
        taken = np.flatnonzero(value != ABSENT)
        open_ones = taken[self.slot_key[slot[taken]] != keys[taken]]
        for step in range(1, self.longest_search + 1):
            if not len(open_ones):
                break
            at = slot[open_ones] + step
            value[open_ones] = self.slot_value[at]
            open_ones = open_ones[(value[open_ones] != ABSENT) & (self.slot_key[at] != keys[open_ones])]
        value[open_ones] = ABSENT
        return value


def build_table(keys: Keys, values: Numbers) -> KeyTable:
    """Return a table of distinct keys and their numbers, which are not negative."""
    bits = max(4, int(_ROOM * max(len(keys), 1) - 1).bit_length())
    shift = np.uint64(64 - bits)
    order = np.argsort(keys)
    wanted = (keys[order] >> shift).astype(np.int64)
    # Sorted keys fill the slots from left to right: each takes its own slot or the one after its neighbour's.
    place = np.arange(len(wanted))
    slot = place + np.maximum.accumulate(wanted - place) if len(wanted) else wanted
    longest = int((slot - wanted).max(initial=0))
    slot_key = np.zeros((1 << bits) + longest + 1, np.uint64)
    slot_value = np.full(len(slot_key), ABSENT, np.int32)
    slot_key[slot] = keys[order]
    slot_value[slot] = values[order]
    return KeyTable(slot_key, slot_value, shift, longest)
