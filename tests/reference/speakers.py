"""Speakers put together row by row, as `transforms.people.identities.speakers` does in columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any


def speakers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one row per speaker, sorted by identity: name, kind of the first row, and all other forms."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, str] = {}
    for row in rows:
        speaker = row["speaker_id"]
        kinds.setdefault(speaker, row["kind"])
        forms[speaker].update(row["labels"], row["forms"])
        if row["name"] is not None:
            names[speaker][row["name"]] += 1000 if row["is_borne"] else 1
            forms[speaker].add(row["name"])
    made = []
    for speaker in sorted(kinds):
        counted = names[speaker]
        name = min(counted, key=lambda one: (-counted[one], -len(one), one)) if counted else None
        aliases = sorted(forms[speaker] - {name})
        made.append({"speaker_id": speaker, "name": name, "kind": kinds[speaker], "aliases": aliases})
    return made
