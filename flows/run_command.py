"""The command `run`: a flow run on this machine, told on the terminal, summed up at the end."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows import progress
from flows.limits import describe_limits, read_limits
from flows.server import LocalServer, start_server
from flows.settings import has_server, prepare_prefect
from warehouse.folder import DataFolder
from warehouse.lock import hold
from warehouse.sources import canonical_source

if TYPE_CHECKING:
    import argparse

    from flows.ledger import Finished


class NothingToReadError(ValueError):
    """No source is named and none is known."""


def run(options: argparse.Namespace) -> int:
    """Run the flow and print a summary; return the number of rejects."""
    folder = DataFolder(options.data.absolute())
    given = {name: getattr(options, f"max_{name}") for name, *_ in describe_limits()}
    limits = read_limits(options.settings, given)
    sources = [canonical_source(source) for source in options.sources]
    if not sources and not folder.raw.exists():
        raise NothingToReadError(f"{folder.root} knows no sources yet: name a file, a folder or a glob to read")
    with hold(folder):
        pass  # who finds the folder busy is told now, not after Prefect has started; the flow takes it again
    outcome = _run_flow(folder, sources, limits, options.workers)
    from flows.summary import print_summary  # noqa: PLC0415  imports DuckDB

    return print_summary(folder, outcome, sys.stdout)


def _run_flow(folder: DataFolder, sources: list[str], limits: dict[str, float], workers: int | None) -> Finished:
    prepare_prefect(folder.root / "prefect")
    server = None if has_server() else _start_server()
    with progress.to_stream(sys.stderr) as told, progress.told(told):
        told.begin("start", 1)
        # These imports take a second or two, in which the server comes up beside them.
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: PLC0415

        from flows.ledger import ledger  # noqa: PLC0415
        from flows.tasks import task_runner  # noqa: PLC0415
        from flows.workers import default_workers  # noqa: PLC0415

        if server is not None:
            server.wait_until_ready()
        # The thread that sends heartbeats takes up to a second to notice that a flow has ended.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            flow = ledger.with_options(task_runner=task_runner(workers or default_workers()))
            return flow(sources, str(folder.root), limits, workers)


def _start_server() -> LocalServer:
    server = start_server(Path(os.environ["PREFECT_HOME"]))
    os.environ["PREFECT_API_URL"] = server.url
    return server
