"""The command `run`: a flow run on this machine, told on the terminal, summed up at the end."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from flows import progress
from flows.limits import describe_limits, read_limits, read_models
from flows.server import LocalServer, start_server
from flows.settings import has_server, prepare_prefect
from flows.source_lists import expand_lists, shorten
from warehouse.folder import DataFolder
from warehouse.lock import hold
from warehouse.pull import forget
from warehouse.sources import canonical_source, find_files
from warehouse.span_models import check_models

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from flows.ledger import Finished


class NothingToReadError(ValueError):
    """No source is named and none is known."""


class ServerUnreachableError(ConnectionError):
    """The Prefect server that the caller's settings name does not answer."""


def run(options: argparse.Namespace) -> int:
    """Run the flow and print a summary; return the number of rejects."""
    folder = DataFolder(options.data.absolute())
    given = {name: getattr(options, f"max_{name}") for name, *_ in describe_limits()}
    limits, models = read_limits(options.settings, given), read_models(options.settings, options.models)
    check_models(models)
    sources = [canonical_source(source) for source in expand_lists(options.sources)]
    if not sources and not folder.raw.exists():
        raise NothingToReadError(f"{folder.root} knows no sources yet: name a file, a folder or a glob to read")
    _tell_empty(sources)
    with hold(folder):  # who finds the folder busy is told now, not after Prefect has started; the flow takes it again
        if options.forget:
            forget(options.forget, folder)
    prepare_prefect(folder.root / "prefect")
    server = None if has_server() else _start_server()
    with progress.to_stream(sys.stderr) as told, progress.told(told):
        told.begin("prefect", 1)
        begun = time.perf_counter()
        _import_flow()
        from flows.gates import started_early  # noqa: PLC0415

        with started_early():
            if server is not None:
                _read_lexicon(folder)
            url = _wait_for(server)
            told.end("prefect", "a server for this run" if server else url, time.perf_counter() - begun)
            finished = _run_flow(folder, shorten(sources, folder.root / "sources.txt"), limits, models, options.workers)
    from flows.summary import print_summary  # noqa: PLC0415  imports DuckDB

    return print_summary(folder, finished, sys.stdout)


def _tell_empty(sources: Iterable[str]) -> None:
    """Say which sources hold nothing to read: no fault, as a folder may fill up later, but seldom what was meant."""
    for source in sources:
        if next(find_files(source), None) is None:
            sys.stderr.write(f"castledger: {source}: no files in it\n")


def _start_server() -> LocalServer:
    server = start_server(Path(os.environ["PREFECT_HOME"]))
    os.environ["PREFECT_API_URL"] = server.url
    return server


def _import_flow() -> None:
    """Import what a run needs, in which time the server comes up beside it."""
    import prefect.flow_engine  # noqa: PLC0415
    import prefect.task_engine  # noqa: F401, PLC0415
    import pyarrow as pa  # noqa: PLC0415

    import flows.ledger  # noqa: F401, PLC0415

    pa.array([None])  # looks for pandas, and so imports it


def _read_lexicon(folder: DataFolder) -> None:
    """Read what every run knows beforehand, in which time the server comes up beside it."""
    from warehouse.lexicon import knowledge, vocabulary  # noqa: PLC0415
    from warehouse.name_words import name_words  # noqa: PLC0415

    vocabulary()
    name_words()
    knowledge(folder)


def _wait_for(server: LocalServer | None) -> str:
    """Return the address of the server as soon as it answers."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415

    if server is not None:
        server.wait_until_ready()
    with get_client(sync_client=True) as client:
        url = str(client.api_url)
        if problem := client.api_healthcheck():
            raise ServerUnreachableError(
                f"no Prefect server answers at {url} ({problem}): start it or unset PREFECT_API_URL"
            )
    return url


def _run_flow(
    folder: DataFolder, sources: list[str], limits: dict[str, float], models: list[str], workers: int | None
) -> Finished:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings  # noqa: PLC0415

    from flows.ledger import ledger  # noqa: PLC0415
    from flows.tasks import task_runner  # noqa: PLC0415
    from flows.workers import default_workers  # noqa: PLC0415

    flow = ledger.with_options(task_runner=task_runner(workers or default_workers()))
    # The thread that sends heartbeats takes up to a second to notice that a flow has ended.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        return flow(sources, str(folder.root), limits, workers, models)
