"""A trie over words that is walked from every word of a batch at once.

Names are sequences of word keys. The walk takes one step for all words that are still on a way of the trie, so that
its cost follows the words of the text and hardly the number of names; a name always begins and ends with a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.mentions.gaps import COMMA
from transforms.mentions.key_table import ABSENT, KeyTable, build_table
from transforms.mentions.words import mix

if TYPE_CHECKING:
    import numpy.typing as npt

    from transforms.mentions.gaps import Flags
    from transforms.mentions.key_table import Numbers
    from transforms.mentions.running_text import Longs
    from transforms.mentions.words import Keys, Words

_NODE_MULTIPLIER = np.uint64(0xA24BAED4963EE407)


class Automaton(NamedTuple):
    """Ways from node to node by word, and the number of the pattern that ends at each node (`ABSENT`: none).

    `goes_on` says of each node whether a way leads on from it; `later` has the words that come behind the first one.
    """

    ways: KeyTable
    pattern: Numbers
    longest: int
    goes_on: Flags
    later: KeyTable


class Hits(NamedTuple):
    """Places where a pattern stands: its first word, the word after its last one, and its number."""

    first: Longs
    last: Longs
    pattern: Numbers


def build_automaton(row: npt.NDArray[np.int64], key: Keys) -> tuple[Automaton, Numbers]:
    """Return an automaton for patterns of words, and the number of each row's pattern; equal rows share one.

    `row` numbers the patterns from 0 without a gap, ascending; `key` has their words in order.
    """
    count = int(row[-1]) + 1 if len(row) else 0
    begin = np.searchsorted(row, np.arange(count))
    length = np.searchsorted(row, np.arange(count), "right") - begin
    node = np.zeros(count, np.int64)
    way_keys, nodes = [], 1
    inner = [np.empty(0, np.int64)]
    later = [np.empty(0, np.uint64)]
    for depth in range(int(length.max(initial=0))):
        rows = np.flatnonzero(length > depth)
        word = key[begin[rows] + depth]
        if depth:
            inner.append(node[rows])
            later.append(word)
        way, found = np.unique(_way(node[rows], word) if depth else word, return_inverse=True)
        node[rows] = nodes + found
        way_keys.append(way)
        nodes += len(way)
    ends, pattern_of_row = np.unique(node, return_inverse=True)
    pattern = np.full(nodes, ABSENT, np.int32)
    pattern[ends] = np.arange(len(ends))
    ways = np.concatenate([np.empty(0, np.uint64), *way_keys])
    table = build_table(ways, np.arange(1, nodes, dtype=np.int32))
    goes_on = np.zeros(nodes, np.bool_)
    goes_on[np.concatenate(inner)] = True
    words = np.unique(np.concatenate(later))
    behind = build_table(words, np.arange(len(words), dtype=np.int32))
    return Automaton(table, pattern, len(way_keys), goes_on, behind), pattern_of_row.astype(np.int32)


def run_automaton(automaton: Automaton, words: Words) -> Hits:
    """Return every place of every pattern, sorted by first word and length; what overlaps is for others to settle.

    Between the words of a pattern only what can stand inside of a name is accepted (`gaps`), and commas and colons:
    whether there may be any is for others to say.
    """
    if not automaton.longest:
        return _no_hits()
    root = automaton.ways.find(words.distinct)
    first = np.flatnonzero((root != ABSENT)[words.place])
    node = root[words.place[first]]
    is_later = automaton.later.find(words.distinct) != ABSENT
    found = []
    for depth in range(1, automaton.longest + 1):
        ends = np.flatnonzero(automaton.pattern[node] != ABSENT)
        found.append(Hits(first[ends], first[ends] + depth, automaton.pattern[node[ends]]))
        inside = np.flatnonzero(automaton.goes_on[node] & (first + depth < len(words)))
        inside = inside[is_later[words.place[first[inside] + depth]]]
        inside = inside[words.gap[first[inside] + depth] <= COMMA]
        first = first[inside]
        node = automaton.ways.find(_way(node[inside], words.key[first + depth]))
        live = np.flatnonzero(node != ABSENT)
        first, node = first[live], node[live]
    hits = Hits(*(np.concatenate(column) for column in zip(*found, strict=True)))
    order = np.lexsort((hits.last, hits.first))
    return Hits(hits.first[order], hits.last[order], hits.pattern[order])


def _way(node: npt.NDArray[np.integer], key: Keys) -> Keys:
    """Return the key of the way from a node by a word; from the root it is the word's own."""
    return mix(key ^ (node.astype(np.uint64) * _NODE_MULTIPLIER))


def _no_hits() -> Hits:
    return Hits(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int32))
