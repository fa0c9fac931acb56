"""The garbage collector, out of the way while a large document is taken apart."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collection_paused() -> Iterator[None]:
    """Hold back cyclic garbage collection.

    Decoding makes hundreds of thousands of objects that all stay for now and hold no cycles; collections in between
    find nothing, walk them again and again, and take most of the time. What the caller had set is restored.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
