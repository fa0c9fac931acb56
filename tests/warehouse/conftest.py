"""Databases that several tests read."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.warehouse.staged_database import build
from warehouse import connect
from warehouse.folder import DataFolder
from warehouse.publish import publish


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Give a data folder with the small ledger published in it; not to be changed."""
    folder = DataFolder(tmp_path_factory.mktemp("published"))
    publish(build(folder.root / "staged.duckdb"), folder)
    return folder


@pytest.fixture(scope="session")
def ledger_con(published: DataFolder) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a reading connection to the small ledger."""
    with connect.read(published.warehouse) as con:
        yield con
