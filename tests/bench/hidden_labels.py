"""Hides the full names of transcript labels behind numbers, letters, initials or first names: more labelled text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple

_LABEL = re.compile(r"^(\*\*|)([A-Z][^*:\n\[\]]{1,40}):(\*\*|)(?=\s)", re.M)
_FEWEST_TURNS = 15
_PARTS = re.compile(r"break|outro|intro|advert|announcer|speaker|audience|transcript|host|guest", re.I)
STYLES: dict[str, Callable[[str, int], str]] = {
    "numbers": lambda _, place: f"Speaker {place + 1}",
    "letters": lambda _, place: chr(ord("A") + place % 26),
    "initials": lambda name, _: "".join(word[0] for word in name.split()),
    "first names": lambda name, _: name.split()[0],
}


class Hidden(NamedTuple):
    """A transcript with other labels, and the names that each of them stands for."""

    text: str
    names: dict[str, set[str]]


def hide(text: str, style: str) -> Hidden | None:
    """Return the transcript with its labels in a style of `STYLES`; None where it is not labelled by full names."""
    counts = Counter(match[2].strip() for match in _LABEL.finditer(text))
    known = [name for name, count in counts.items() if count > 1 and not _PARTS.search(name)]
    full = [name for name in known if len(name.split()) > 1]
    if len(full) < 2 or sum(counts[name] for name in full) < _FEWEST_TURNS:
        return None
    new = {name: STYLES[style](name, place) for place, name in enumerate(known)}
    names: dict[str, set[str]] = defaultdict(set)
    for name in full:
        names[new[name]].add(name)

    def replaced(match: re.Match[str]) -> str:
        name = match[2].strip()
        return f"{match[1]}{new[name]}:{match[3]}" if name in new else match[0]

    return Hidden(_LABEL.sub(replaced, text), dict(names))
