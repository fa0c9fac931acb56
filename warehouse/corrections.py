"""Corrections added to the file that holds them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from transforms.mentions.corrections import parse_corrections

if TYPE_CHECKING:
    from warehouse.folder import DataFolder


class CorrectionError(ValueError):
    """A correction that cannot be used."""


class Correction(NamedTuple):
    """One correction: these words, in this show or episode if any, are this entity (of this kind, if it is new)."""

    surface: str
    show: str | None
    episode: str | None
    entity: str
    kind: str | None


def add_correction(folder: DataFolder, correction: Correction) -> None:
    """Write one more line into the corrections; what is there stays as it is, in the order of its own columns.

    Raises `CorrectionError` for one that a run could not use, or a file whose header is not that of corrections.
    """
    path = folder.corrections
    before = path.read_text(encoding="utf-8-sig") if path.exists() else _line(Correction._fields)
    header = next(csv.reader(io.StringIO(before)), [])
    columns = [name.strip().casefold() for name in header]
    values = {name: value or "" for name, value in correction._asdict().items()}
    if lost := sorted(name for name, value in values.items() if value and name not in columns):
        raise CorrectionError(f"{path}: its header has no column {lost[0]}")
    added = _line([values.get(name, "") for name in columns])
    if problems := parse_corrections(_line(header) + added).problems:
        raise CorrectionError(f"{problems[0].detail}: {problems[0].excerpt}")
    folder.root.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".writing")
    beside.write_text(before + ("" if before.endswith("\n") else "\n") + added, encoding="utf-8", newline="")
    beside.replace(path)


def _line(values: list[str] | tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue()
