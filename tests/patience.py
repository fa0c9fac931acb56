"""How long work may take on a slow or busy machine: limits for a usual machine, stretched by what it does now."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

# What the piece of work below takes on a usual machine with nothing else to do.
_USUAL_SECONDS = 0.016
_ATTEMPTS = 3
_LINES = "Ann: Hello, [00:01:02] and welcome to it.\n**Bob:** Well, &amp; thanks <i>a lot</i> - we met 17 years ago.\n"
_TEXT = _LINES * 2_000
_WORDS = re.compile(r"\w+(?:['’]\w+)?")


def slowness() -> float:
    """Return how many times slower than a usual machine this one is just now, at least 1.0.

    Measured by patterns, slices and lists as in the parsers, in the processor's time of this process.
    """
    began = time.process_time()
    places = [match.span() for match in _WORDS.finditer(_TEXT)]
    gaps = [_TEXT[end:start].strip() for (_, end), (start, _) in pairwise(places)]
    assert len(" ".join(gaps).split()) < len(places) < len(_TEXT.casefold().replace("\n", " "))
    return max(1.0, (time.process_time() - began) / _USUAL_SECONDS)


@contextmanager
def _without_what_others_hold() -> Iterator[None]:
    """Keep the collector from going through what other tests have left, in the time of the work."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds that `work` takes, in those of a usual machine.

    A slow or busy machine is no fault of the work: it is measured beside what the machine does before and after.
    """
    with _without_what_others_hold():
        before, began = slowness(), time.process_time()
        work()
        taken = time.process_time() - began
        return taken / max(before, slowness())


def assert_within(seconds: float, work: Callable[[], object]) -> None:
    """Fail if `work` takes more than `seconds` of a usual machine each of a few times: pauses are not its fault."""
    taken: list[float] = []
    while len(taken) < _ATTEMPTS:
        taken.append(processor_seconds(work))
        if taken[-1] <= seconds:
            return
    raise AssertionError(f"{', '.join(f'{one:.2f}' for one in taken)} s, the limit is {seconds:.2f} s")
