"""Labelled mentions and names heard wrong, from a folder of real documents that is not part of this repository."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple


class Label(NamedTuple):
    """A stretch of a document (code points, half-open) that names something: by any of `names`, of any of `kinds`."""

    start: int
    end: int
    surface: str
    kinds: frozenset[str]
    names: frozenset[str]
    is_optional: bool


class Region(NamedTuple):
    """A stretch of a document in which all mentions are labelled."""

    document: str
    start: int
    end: int
    labels: tuple[Label, ...]


class Misheard(NamedTuple):
    """What a recogniser wrote for a name, how often."""

    heard: str
    meant: str
    kind: str
    times: int


def read_regions(folder: Path) -> list[Region]:
    """Return the regions of `mention_regions.jsonl` with the labels of `mentions.jsonl`, both anywhere in a folder."""
    labels: dict[str, list[Label]] = {}
    for row in _rows(folder, "mentions.jsonl"):
        names = frozenset(map(bare, row["names"]))
        label = Label(row["start"], row["end"], row["surface"], frozenset(row["kinds"]), names, row["optional"])
        labels.setdefault(row["document"], []).append(label)
    return [
        Region(row["document"], row["start"], row["end"], tuple(
            label for label in labels.get(row["document"], []) if row["start"] <= label.start < row["end"]
        ))
        for row in _rows(folder, "mention_regions.jsonl")
    ]  # fmt: skip


def read_misheard(folder: Path) -> list[Misheard]:
    """Return the pairs of `misheard_names.jsonl`, anywhere in a folder."""
    rows = _rows(folder, "misheard_names.jsonl")
    return [Misheard(row["heard"], row["meant"], row["kind"], row["count"]) for row in rows]


def folder_of_labels(given: Path | None) -> Path:
    """Return the folder that is given, or else the one that CASTLEDGER_SHARED names; exits where there is none."""
    named = given or os.environ.get("CASTLEDGER_SHARED")
    if not named or not Path(named).is_dir():
        raise SystemExit("name a folder of labels: --labels DIR, or CASTLEDGER_SHARED in the environment")
    return Path(named)


def bare(name: str) -> str:
    """Return the letters and digits of a name, without case and accents.

    >>> bare("Zoë's GPT-4")
    'zoesgpt4'
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(char))
    return re.sub(r"[\W_]", "", plain)


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found = sorted(folder.rglob(name))
    if not found:
        raise SystemExit(f"there is no {name} in {folder}")
    return [json.loads(line) for line in found[0].read_text(encoding="utf-8").splitlines() if line.strip()]
