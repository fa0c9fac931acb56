"""What is measured: the run's own stages, parsing by style, and DuckDB's copy of the same bytes."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from tests.bench.conversation import invent
from tests.bench.styles import STYLES
from transforms.identity import identify_bytes
from transforms.normalize import RawDocument, normalize, parse_document

_WORDS = 9_000


class Measured(NamedTuple):
    """How long something took on so many bytes."""

    name: str
    seconds: float
    size_bytes: int

    @property
    def speed(self) -> float:
        """Million bytes a second."""
        return self.size_bytes / 1e6 / max(self.seconds, 1e-9)


def write_corpus(folder: Path, size_bytes: int) -> int:
    """Write documents in all styles, each style as many bytes as the others, and return how many bytes there are."""
    written = 0
    for place, style in enumerate(STYLES):
        of_style, number = 0, 0
        while of_style < size_bytes / len(STYLES):
            text = style.write(invent(place * 100_000 + number, _WORDS)).encode()
            (folder / f"{style.name}-{number:05}.{style.ending}").write_bytes(text)
            of_style += len(text)
            number += 1
        written += of_style
    return written


def measure_copy(corpus: Path, to: Path, size_bytes: int) -> Measured:
    """Let DuckDB copy the same bytes into zstd Parquet."""
    begun = time.perf_counter()
    with duckdb.connect() as con:
        con.execute("SET threads = ?", [os.cpu_count()])
        con.execute(
            f"COPY (SELECT filename, content FROM read_text('{corpus}/*')) TO '{to}' (FORMAT parquet, COMPRESSION zstd)"
        )
    return Measured("copy by DuckDB", time.perf_counter() - begun, size_bytes)


def measure_run(corpus: Path, data: Path, size_bytes: int, workers: int) -> tuple[list[Measured], dict[str, Any]]:
    """Run castledger on the corpus; return its stages, all of them together, its wall time, and its record."""
    command = [sys.executable, "-m", "flows.cli", "run", str(corpus), "--data", str(data), "--workers", str(workers)]
    begun = time.perf_counter()
    subprocess.run(command, check=True)
    wall = time.perf_counter() - begun
    (path,) = (data / "runs").glob("*.json")
    record: dict[str, Any] = json.loads(path.read_text())
    stages = [Measured(name, seconds, size_bytes) for name, seconds in record["stage_seconds"].items()]
    together = Measured("all stages", sum(stage.seconds for stage in stages), size_bytes)
    return [*stages, together, Measured("the command", wall, size_bytes)], record


def measure_parsing(corpus: Path) -> list[Measured]:
    """Parse, and normalise, each style's documents in this process, one after the other."""
    measured = []
    for style in STYLES:
        documents = [
            RawDocument(identify_bytes(data), path.name, data)
            for path in sorted(corpus.glob(f"{style.name}-*"))[:40]
            for data in (path.read_bytes(),)
        ]
        size = sum(len(document.data) for document in documents)
        parse_document(documents[0])  # so that what is made once is not counted
        begun = time.process_time()
        formats = {parse_document(document).parsed.format for document in documents}
        parsed = Measured(f"{style.name} ({', '.join(sorted(formats))})", time.process_time() - begun, size)
        begun = time.process_time()
        normalize(documents)
        measured += [parsed, Measured(f"{style.name} to tables", time.process_time() - begun, size)]
    return measured


def largest_process() -> float:
    """Return the most memory that any process of the run had, in million bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
