"""One gate for all tests: its process takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from expectations.gate import Gate, start


@pytest.fixture(scope="session")
def gate() -> Iterator[Gate]:
    """Give a running gate."""
    with start() as gate:
        yield gate
