"""Of what is said with a confidence, how much is right: `python -m tests.bench.reliability_naming`.

Reads the labelled files below the folder that CASTLEDGER_SHARED names (`seeds`, `corpus`, and `gold`), names their
voices, and prints for each method how many names have a confidence in each range, the confidence they have on the
average, and the share of them that is right. A name is right that the labels know for that voice or person, as it is
written or as it was heard. Transcripts that are labelled by full names are read again with other labels in their place:
there, a part of the name is right, too.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from tests.bench.hidden_labels import STYLES, hide
from tests.people.corpus_of import Resolved, resolved
from transforms.fold import match_key
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument

_EDGES = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
_FROM_LABEL = "label alone"


class Judged(NamedTuple):
    """A name that was said, how it is known, how surely, and whether it is right."""

    method: str
    confidence: float
    is_right: bool


def main() -> None:
    """Judge and print."""
    named = os.environ.get("CASTLEDGER_SHARED")
    if not named:
        sys.exit("CASTLEDGER_SHARED names no folder of labelled documents")
    judged = [one for part in ("seeds", "corpus") for one in judge(Path(named), part)]
    _table("labels as they are", judged)
    hidden = [one for style in STYLES for one in judge_hidden(Path(named) / "corpus", style)]
    _table("full names hidden behind numbers, letters, initials, first names", hidden)


def _table(title: str, judged: list[Judged]) -> None:
    _say(f"{title}\n")
    for method in sorted({one.method for one in judged}):
        _say(f"{method:<14}{'confidence':>12}{'names':>8}{'mean':>8}{'right':>8}\n")
        for low, high in pairwise(_EDGES):
            _row(low, high, [one for one in judged if one.method == method and low < one.confidence <= high])
    _say(f"Brier score {sum((one.confidence - one.is_right) ** 2 for one in judged) / len(judged):.4f}\n")


def _row(low: float, high: float, ones: list[Judged]) -> None:
    if ones:
        mean = sum(one.confidence for one in ones) / len(ones)
        right = sum(one.is_right for one in ones) / len(ones)
        _say(f"{'':<14}{f'{low:.2f}-{high:.2f}':>12}{len(ones):>8}{mean:>8.3f}{right:>8.3f}\n")


def judge(shared: Path, part: str) -> list[Judged]:
    """Return every name that is said of a voice or person that the labels know, judged."""
    paths = sorted(path for path in (shared / part).rglob("*") if path.is_file())
    raw = [RawDocument(identify_bytes(path.read_bytes()), path.name, path.read_bytes()) for path in paths]
    found = resolved(raw)
    return [*_voices(found, shared), *_people(found, shared, raw)]


def judge_hidden(folder: Path, style: str) -> list[Judged]:
    """Return the names that are said of voices whose full names were hidden behind labels of a style, judged."""
    raw, names = [], {}
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt", ".srt", ".vtt")):
        hidden = hide(path.read_text(encoding="utf-8", errors="replace"), style)
        if hidden is not None:
            data = hidden.text.encode()
            raw.append(RawDocument(identify_bytes(data), path.name, data))
            names[path.name] = hidden.names
    found = resolved(raw)
    return [
        Judged(seen.method, seen.confidence, _is_part(seen.name, names[file], seen.labels))
        for file, present in found.present.items()
        for seen in present
        if seen.name is not None and match_key(seen.name) not in map(match_key, seen.labels)
        if any(label in names[file] for label in seen.labels)
    ]


def _is_part(name: str, names: dict[str, set[str]], labels: tuple[str, ...]) -> bool:
    whole = {full for label in labels for full in names.get(label, ())}
    return match_key(name) in {match_key(form) for full in whole for form in (full, *full.split())}


def _voices(found: Resolved, shared: Path) -> list[Judged]:
    judged = []
    for row in _rows(shared / "gold" / "voices.jsonl"):
        for seen in found.present.get(row["file"], []):
            known = [row["labels"][label] for label in seen.labels if label in row["labels"]]
            known = [one for one in known if one.get("name")]
            if known and seen.name is not None:
                right = {match_key(name) for one in known for name in _names(one)}
                is_own = seen.method == "label" and match_key(seen.name) in map(match_key, seen.labels)
                method = _FROM_LABEL if is_own else seen.method
                judged.append(Judged(method, seen.confidence, match_key(seen.name) in right))
    return judged


def _names(known: dict[str, Any]) -> list[str]:
    return [
        known["name"],
        *known.get("accept_names", []),
        *([known["mangled_form"]] if known.get("mangled_form") else []),
    ]


def _people(found: Resolved, shared: Path, raw: list[RawDocument]) -> list[Judged]:
    """Return the people without labels of their own, judged by who is known to be there."""
    ids = {one.name: one.document_id for one in raw}
    rows = [row for row in _rows(shared / "gold" / "speakers.jsonl") if row["document"] in ids and row["full_name"]]
    forms: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        # Somebody who goes by a handle in one episode may be named so in another.
        forms[row["full_name"]].update(map(match_key, (row["full_name"], *row["labels"], *row["aliases_in_text"])))
    there: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows:
        there[ids[row["document"]], row["ordinal"]] |= forms[row["full_name"]]
    people = pl.DataFrame(found.people.appearances).join(pl.DataFrame(found.people.speakers), on="speaker_id")
    placed = people.filter(pl.col("labels").list.len() == 0, pl.col("name").is_not_null()).join(
        found.placed.select("episode_id", found_in="document_id", place="ordinal"), on="episode_id"
    )
    return [
        Judged(f"{method}, no label", confidence, match_key(name) in there[found_in, place])
        for found_in, place, name, method, confidence in placed.select(
            "found_in", "place", "name", "method", "confidence"
        ).iter_rows()
        if (found_in, place) in there
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _say(text: str) -> None:
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
