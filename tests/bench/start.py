"""How long commands take from start to end, beside an empty Prefect flow: `python -m tests.bench.start SOURCE`."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_EMPTY_FLOW = (
    "from prefect import flow\n@flow\ndef empty() -> int:\n    return 1\nif __name__ == '__main__':\n    empty()\n"
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.start", description=__doc__)
    parser.add_argument("source", type=Path, help="what castledger is to read")
    parser.add_argument("--times", type=int, default=3, help="how often (%(default)s); medians are printed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="castledger-start-") as temporary:
        folder = Path(temporary)
        (folder / "empty.py").write_text(_EMPTY_FLOW)
        rows = [_measure(folder / str(number), folder / "empty.py", options.source) for number in range(options.times)]
    for name in rows[0]:
        values = [row[name] for row in rows]
        spread = f"{min(values):.2f} to {max(values):.2f}"
        sys.stdout.write(f"{name:<58}{statistics.median(values):>8.2f} s   {spread}\n")


def _measure(folder: Path, empty: Path, source: Path) -> dict[str, float]:
    """Return seconds by what was done; everything in new folders below `folder`."""
    folder.mkdir()
    home, data = folder / "home", folder / "data"
    run = ["-m", "flows.cli", "run", str(source), "--data", str(data)]
    sql = ["-m", "flows.cli", "sql", "SELECT count(*) FROM segments", "--data", str(data)]
    measured = {"an empty flow, new Prefect home": _seconds(home, [str(empty)])}
    shutil.rmtree(home)
    measured["castledger run, new Prefect home"] = _seconds(home, run)
    measured["an empty flow, existing Prefect home"] = _seconds(home, [str(empty)])
    shutil.rmtree(data)
    measured["castledger run, existing Prefect home, new data folder"] = _seconds(home, run)
    (record,) = (json.loads(path.read_text()) for path in (data / "runs").glob("*.json"))
    stages = sum(seconds for stage, seconds in record["stage_seconds"].items() if stage != "wait")
    measured["  of that, the stages without the wait for imports"] = stages
    measured["castledger run, nothing changed"] = _seconds(home, run)
    measured["castledger sql"] = _seconds(home, sql)
    return measured


def _seconds(home: Path, command: list[str]) -> float:
    patience = {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    environment = {**os.environ, **patience, "PREFECT_HOME": str(home), "DO_NOT_TRACK": "1"}
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, *command], check=False, capture_output=True, text=True, env=environment)
    seconds = time.perf_counter() - begun
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return seconds


if __name__ == "__main__":
    main()
