"""Writes a corpus, runs castledger on it, prints seconds and MB/s of each stage, beside DuckDB's copy of the bytes."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.workers import default_workers
from tests.bench.measure import (
    Measured,
    largest_process,
    measure_copy,
    measure_parsing,
    measure_run,
    write_corpus,
)


@dataclass(frozen=True)
class Options:
    """What to measure with."""

    mb: float
    workers: int
    to: Path | None


def main() -> None:
    """Measure, print, and write the results as JSON if asked."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="castledger-bench-") as temporary:
        folder = Path(temporary)
        corpus = folder / "corpus"
        corpus.mkdir()
        size = write_corpus(corpus, int(options.mb * 1e6))
        _say(f"{size / 1e6:.1f} MB in {sum(1 for _ in corpus.iterdir()):,} documents, {options.workers} workers\n")
        copy = measure_copy(corpus, folder / "copy.parquet", size)
        stages, record = measure_run(corpus, folder / "data", size, options.workers)
        memory = largest_process()
        parsing = measure_parsing(corpus)
    _table("stage", [*stages, copy])
    together = next(stage for stage in stages if stage.name == "all stages")
    _say(f"\n{together.seconds / copy.seconds:.1f} times the copy; largest process {memory:,.0f} MB\n")
    _table("one process parses", parsing)
    if options.to is not None:
        results = {
            "size_bytes": size, "workers": options.workers, "largest_process_mb": round(memory), "record": record,
            **{name: [measured._asdict() | {"mb_a_second": round(measured.speed, 2)} for measured in rows]
               for name, rows in (("stages", [*stages, copy]), ("parsing", parsing))},
        }  # fmt: skip
        options.to.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--mb", type=float, default=100, help="million bytes of input (%(default)s)")
    parser.add_argument("--workers", type=int, default=default_workers(), help="processes (%(default)s)")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write the results as JSON")
    given = parser.parse_args()
    return Options(given.mb, given.workers, given.to)


def _table(title: str, rows: Iterable[Measured]) -> None:
    _say(f"\n{title:<42}{'seconds':>10}{'MB/s':>10}\n")
    for row in rows:
        speed = f"{row.speed:>10.1f}" if row.seconds >= 0.01 else ""
        _say(f"{row.name:<42}{row.seconds:>10.2f}{speed}\n")


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
