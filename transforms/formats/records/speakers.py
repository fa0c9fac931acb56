"""Who speaks, as JSON exports say it: labels from values of any type, and tables that give ids a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.records.node import Node

_NAMES = ("name", "speaker_name", "speakerName", "display_name", "displayName", "fullName", "label", "title")
_IDS = ("id", "speaker_id", "speakerId", "speaker", "@id", "slug", "key", "tag", "label")


class Roster(NamedTuple):
    """What a file's own table says of its speakers: label by id, and where the table stands for each name."""

    labels: dict[str, str]
    places: dict[str, tuple[int, int]]


NOBODY = Roster({}, {})


def label_of(value: object) -> str | None:
    """Return the label that a value stands for, as written; None where it names nobody.

    >>> [label_of(value) for value in ("A", 0, 1.0, {"name": "Ann"}, ["Ann", "Bo"], " ", None, True, float("nan"))]
    ['A', '0', '1', 'Ann', 'Ann, Bo', None, None, None, None]
    """
    if isinstance(value, str):
        return value.strip().removesuffix(":").rstrip() or None
    if type(value) is int:
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else None
    if isinstance(value, dict):
        return next(filter(None, (label_of(value.get(key)) for key in (*_NAMES, *_IDS))), None)
    if isinstance(value, list):
        return ", ".join(filter(None, map(label_of, value[:8]))) or None
    return None


def labels_of(values: Sequence[Any], roster: Roster = NOBODY) -> list[str | None]:
    """Return the labels of a column of values, ids replaced by the names that `roster` has for them."""
    if all(value is None for value in values):
        return [None] * len(values)
    if not set(map(type, values)) <= {str, int, type(None)}:
        return [_resolved(label_of(value), roster) for value in values]
    known = {value: _resolved(label_of(value), roster) for value in set(values)}
    return [known[value] for value in values]


def _resolved(label: str | None, roster: Roster) -> str | None:
    return roster.labels.get(label, label) if label is not None else None


def read_roster(*tables: Node | None) -> Roster:
    """Return the names in the first of these tables that has any: `[{"id": 0, "name": "Ann"}]` or `{"0": "Ann"}`."""
    for table in tables:
        if table is None:
            continue
        rows = _rows(table) if type(table.value) is list else _pairs(table)
        if rows:
            return Roster({key: name for key, name, _ in rows}, {name: place for _, name, place in rows})
    return NOBODY


def _rows(table: Node) -> list[tuple[str, str, tuple[int, int]]]:
    found = []
    for index, node in enumerate(table.children()):
        if type(node.value) is dict:
            name = next(filter(None, (label_of(node.value.get(key)) for key in _NAMES)), None)
            ids = [label_of(node.value[key]) for key in _IDS if key in node.value] or [str(index)]
            found += [(key, name, (node.start, node.end)) for key in ids if key and name and key != name]
    return found


def _pairs(table: Node) -> list[tuple[str, str, tuple[int, int]]]:
    if type(table.value) is not dict:
        return []
    named = [(member, label_of(table.value[member.key])) for member in table.members()]
    return [(member.key, name, (member.key_start, member.end)) for member, name in named
            if name and type(table.value[member.key]) in (str, dict)]  # fmt: skip
