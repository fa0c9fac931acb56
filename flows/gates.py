"""The gate that judges what a run makes, started as early as there is time for its imports."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from expectations.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator

_EARLY: ContextVar[Gate | None] = ContextVar("gate", default=None)


@contextmanager
def started_early() -> Iterator[None]:
    """Start a gate now, for the flows of this context, and end it with the block."""
    with Gate() as gate:
        token = _EARLY.set(gate)
        try:
            yield
        finally:
            _EARLY.reset(token)


@contextmanager
def gate() -> Iterator[Gate]:
    """Give the gate that was started early, or one that ends with the block."""
    if (early := _EARLY.get()) is not None:
        yield early
        return
    with Gate() as fresh:
        yield fresh
