"""Sets of words written as running text: a long list stays readable, and reviewable, in few lines."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that stand between white space.

    >>> sorted(word_set("wax honey wax"))
    ['honey', 'wax']
    """
    return frozenset(text.split())
