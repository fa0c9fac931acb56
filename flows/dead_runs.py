"""Flow runs whose process was killed stay `Running` for ever in Prefect's books: this ends them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.runtime import flow_run
from prefect.states import Crashed

if TYPE_CHECKING:
    from warehouse.folder import DataFolder

# A run that began this short ago may be one that is about to find the folder busy.
_GRACE = dt.timedelta(seconds=5)


def end_dead_runs(flow_name: str, folder: DataFolder) -> int:
    """Mark other runs on `folder` that Prefect takes to be running as crashed, and return how many there were.

    To be called by who holds the folder: the lock shows that no other run on it is alive.
    """
    running = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING])))
    flows = FlowFilter(name=FlowFilterName(any_=[flow_name]))
    newest = dt.datetime.now(dt.UTC) - _GRACE
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(flow_filter=flows, flow_run_filter=running)
        dead = [
            run
            for run in found
            if str(run.id) != flow_run.id
            and _is_on(folder, run.parameters.get("data"))
            and (run.start_time is None or run.start_time < newest)
        ]
        for run in dead:
            message = "Its process was gone when the next run took the data folder."
            client.set_flow_run_state(run.id, Crashed(message=message), force=True)
    return len(dead)


def _is_on(folder: DataFolder, data: object) -> bool:
    return isinstance(data, str) and Path(data).absolute() == folder.root
