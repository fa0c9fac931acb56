"""What tests share: one Prefect server for the session, and the folder of real documents where there is one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code: there is no time limit on one example of a property.
settings.register_profile("castledger", deadline=None)
settings.load_profile("castledger")

# Before anything imports Prefect: no telemetry from tests, and no complaint about logs outside of flow runs.
os.environ.update(DO_NOT_TRACK="1", PREFECT_SERVER_ANALYTICS_ENABLED="false", GX_ANALYTICS_ENABLED="false")
os.environ.update(PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW="ignore")


@pytest.fixture(scope="session")
def prefect_api() -> Iterator[str]:
    """Give the address of a Prefect server that flows of this process use, with a database of its own."""
    # Imported by those tests alone that run flows: it takes a second.
    from prefect.settings import (  # noqa: PLC0415
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        temporary_settings,
    )
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415

    # A flow with heartbeats takes up to a second to end.
    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
    ):
        url = PREFECT_API_URL.value()
        assert url is not None
        yield url


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real documents and labels that CASTLEDGER_SHARED names."""
    named = os.environ.get("CASTLEDGER_SHARED")
    if not named:
        pytest.skip("CASTLEDGER_SHARED names no folder of real documents")
    return Path(named)
