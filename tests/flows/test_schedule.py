"""The schedule, with a real Prefect server and worker: deployed from prefect.yaml, a run comes by itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from prefect.flows import Flow, load_flow_from_entrypoint

from tests.flows.inputs import query, write_inputs
from warehouse.folder import DataFolder

ROOT = Path(__file__).parents[2]
PREFECT = [sys.executable, "-m", "prefect"]
START_SECONDS, RUN_SECONDS = 90, 130


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program until the block ends."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, cwd=log.parent)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(what: Callable[[], Any], seconds: float, *logs: Path) -> Any:
    """Return the first true answer of `what`; fail with the logs when there is none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := what():
            return answer
        time.sleep(0.5)
    pytest.fail("\n".join(log.read_text(errors="replace")[-4000:] for log in logs))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give what a machine that runs the schedule sets, with a home, a port and a database of its own."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{free_port()}/api",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }


def deploy(environment: dict[str, str], source: Path, data: Path) -> None:
    """Deploy the deployment of prefect.yaml, with a run every minute beside its own schedule."""
    pool = [*PREFECT, "work-pool", "create", "castledger", "--type", "process"]
    often = ["--cron", "* * * * *", "--param", f"sources={json.dumps([str(source)])}", "--param", f'data="{data}"']
    for command in (pool, [*PREFECT, "--no-prompt", "deploy", "--name", "nightly", *often]):
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)


@pytest.mark.timeout(START_SECONDS + RUN_SECONDS + 60)
def test_a_scheduled_run_publishes_a_warehouse(environment: dict[str, str], tmp_path: Path) -> None:
    api = environment["PREFECT_API_URL"]
    folder = DataFolder(tmp_path / "data")
    server_log, worker_log = tmp_path / "server.log", tmp_path / "worker.log"

    def is_up() -> bool:
        try:
            return httpx.get(f"{api}/health").is_success
        except httpx.HTTPError:
            return False

    def completed() -> list[dict[str, Any]]:
        asked = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}}
        return list(httpx.post(f"{api}/flow_runs/filter", json=asked).raise_for_status().json())

    with ExitStack() as stack:
        address = ["--host", "127.0.0.1", "--port", api.rpartition(":")[2].partition("/")[0]]
        stack.enter_context(running([*PREFECT, "server", "start", *address], environment, server_log))
        wait_for(is_up, START_SECONDS, server_log)
        deploy(environment, write_inputs(tmp_path / "in"), folder.root)
        stack.enter_context(running([*PREFECT, "worker", "start", "--pool", "castledger"], environment, worker_log))
        first, *_ = wait_for(completed, RUN_SECONDS, server_log, worker_log)

    assert (first["auto_scheduled"], first["created_by"]["type"]) == (True, "SCHEDULE")
    assert first["state_type"] == "COMPLETED", worker_log.read_text()
    assert query(folder.warehouse, "SELECT count(*) FROM segments") == [(5,)]
    assert query(folder.warehouse, "SELECT status FROM runs") == [("published",)]


def test_deployments_name_the_flow_its_parameters_and_a_schedule() -> None:
    described = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    for deployment in described["deployments"]:
        flow: Flow[..., Any] = load_flow_from_entrypoint(str(ROOT / deployment["entrypoint"]))
        assert set(deployment["parameters"]) <= set(flow.parameters.properties)
        assert all(schedule["cron"] for schedule in deployment["schedules"])
        assert deployment["work_pool"]["name"] == "castledger"
