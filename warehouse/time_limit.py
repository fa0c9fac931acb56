"""A bound on the processor time that one document may take."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from transforms.normalize import RawDocument, out_of_time, parse_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from transforms.document import Limits
    from transforms.tabulate import ParsedDocument


class _TimeUp(BaseException):
    """The processor time is used up; not an `Exception`, so that nothing on the way takes it for one of its own."""


def parse_within_limit(raw: RawDocument, limits: Limits) -> ParsedDocument:
    """Return what was made of one document, or its reject as `time_limit` after `limits.seconds` of processor time.

    Time is measured by a signal, which only main threads receive: elsewhere there is no bound. An exception, which can
    only be a fault of the code, carries the document's name.
    """
    try:
        with _alarm(limits.seconds):
            return parse_document(raw, limits)
    except _TimeUp:
        return out_of_time(raw, limits)
    except Exception as error:
        error.add_note(f"while reading {raw.name} (document {raw.document_id})")
        raise


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise _TimeUp
