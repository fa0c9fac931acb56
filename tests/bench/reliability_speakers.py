"""Prints how often speakers that were found without labels are right, by method and by how sure they were.

    python -m tests.bench.reliability_speakers WAREHOUSE.duckdb... [--without PART]

Labelled transcripts are read from built warehouses, and their labels are hidden. Who is there, and in which role, is as
the warehouse has it. Each half of the shows is attributed by models that were trained on the other half. Figures are
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import polars as pl

from tests.bench.turn_weights import LEARNT, prepare, read_labelled, train_models
from transforms.people.sentences import FIND, TURN
from transforms.turns.parting import part_turns
from transforms.turns.speakers import speakers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.turns.model import TurnModel

_PRESENT = """
    SELECT episode_id AS document_id, 1::INTEGER AS ordinal, speaker_id, name,
        list_distinct(list_append(coalesce(aliases, []), name)) AS forms, role, confidence
    FROM appearances JOIN speakers USING (speaker_id) WHERE name IS NOT NULL
"""


def main() -> None:
    """Attribute, compare, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reliability_speakers", description=__doc__)
    parser.add_argument("warehouse", nargs="+")
    parser.add_argument("--without", action="append", default=[])
    given = parser.parse_args()
    told = pl.concat(_attributed(read_labelled(given.warehouse, given.without), _present(given.warehouse)))
    _print(told)


def _present(warehouses: Sequence[str]) -> pl.DataFrame:
    read = []
    for path in warehouses:
        with duckdb.connect(path, read_only=True) as con:
            read.append(con.sql(_PRESENT).pl())
    return pl.concat(read).unique([*FIND, "speaker_id"], keep="first", maintain_order=True)


def _attributed(labelled: pl.DataFrame, present: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield what was told of the segments of each half of the shows."""
    half = labelled["show_id"].hash(seed=LEARNT) % 2 == 0
    for part in (half, ~half):
        yield _compared(labelled.filter(part), present, train_models(prepare(labelled.filter(~part))))


def _compared(labelled: pl.DataFrame, present: pl.DataFrame, model: TurnModel) -> pl.DataFrame:
    """Return the pieces of segments with who was told to speak, who does (`speaker_label`), and their characters."""
    hidden = labelled.with_columns(
        true_id="speaker_label", speaker_label=pl.lit(None, pl.String), turn_index=pl.lit(0, pl.Int32),
        start_ms=pl.lit(None, pl.Int64), end_ms=pl.lit(None, pl.Int64), time_method=pl.lit(None, pl.String),
        kind=pl.lit("speech"), raw_text=pl.lit(None, pl.String),
    )  # fmt: skip
    parted = part_turns(hidden, model).segments
    told = speakers_of(parted, present, model)
    return parted.join(told, on=TURN, how="left", maintain_order="left").select(
        "speaker_id", "speaker_method", "speaker_confidence", size=pl.col("text").str.len_chars(),
        is_right=(pl.col("speaker_id") == pl.col("true_id")).fill_null(value=False),
    )  # fmt: skip


def _print(told: pl.DataFrame) -> None:
    known = told.drop_nulls("speaker_id").with_columns(step=(pl.col("speaker_confidence") * 10).floor() / 10)
    total = int(told["size"].to_numpy().sum())
    sys.stdout.write(f"{known['size'].to_numpy().sum() / total:.3f} of {total:,} characters have a speaker\n")
    sys.stdout.write(f"\n{'method':<14}{'confidence':<14}{'characters':>12}{'said':>8}{'right':>8}\n")
    for method, group in [("all", known), *_by_method(known)]:
        for rows in group.sort("step").partition_by("step", maintain_order=True):
            _line(method, f"from {rows['step'][0]:.1f}", rows)
        _line(method, "", group)


def _by_method(known: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    for rows in known.sort("speaker_method").partition_by("speaker_method", maintain_order=True):
        yield rows["speaker_method"][0], rows


def _line(method: str, span: str, rows: pl.DataFrame) -> None:
    size = rows["size"].to_numpy()
    said, right = (np.average(rows[name].to_numpy(), weights=size) for name in ("speaker_confidence", "is_right"))
    sys.stdout.write(f"{method:<14}{span:<14}{size.sum():>12,}{said:>8.3f}{right:>8.3f}\n")


if __name__ == "__main__":
    main()
