"""One document may take only so much processor time."""

from __future__ import annotations

import threading
import time

import pytest

from transforms.document import DEFAULT_LIMITS, Document, Limits
from transforms.formats import registry
from transforms.normalize import RawDocument
from transforms.parsed import Parsed
from warehouse.time_limit import parse_within_limit

RAW = RawDocument("0123456789abcdef", "slow.txt", b"words")
SHORT = Limits(seconds=0.1)


def test_a_document_that_takes_too_long_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(document: Document) -> Parsed:
        while True:
            sum(range(1000))

    monkeypatch.setattr(registry, "parse", busy)
    begun = time.process_time()
    made = parse_within_limit(RAW, SHORT)
    assert time.process_time() - begun < 5
    assert (made.parsed.status, made.parsed.reason) == ("rejected", "time_limit")
    assert made.parsed.rejects[0].detail == "more than 0.1 s of processor time for 5 bytes"


def test_time_is_given_anew_to_each_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(document: Document) -> Parsed:
        begun = time.process_time()
        while time.process_time() - begun < 0.06:
            sum(range(1000))
        return Parsed("plain")

    monkeypatch.setattr(registry, "parse", slow)
    assert [parse_within_limit(RAW, SHORT).parsed.status for _ in range(4)] == ["parsed"] * 4


def test_a_fault_of_the_code_names_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(document: Document) -> Parsed:
        raise KeyError("no such thing")

    monkeypatch.setattr(registry, "parse", faulty)
    with pytest.raises(KeyError) as caught:
        parse_within_limit(RAW, DEFAULT_LIMITS)
    assert caught.value.__notes__ == ["while reading slow.txt (document 0123456789abcdef)"]


def test_outside_the_main_thread_there_is_no_bound_and_no_error() -> None:
    made: list[str] = []
    thread = threading.Thread(target=lambda: made.append(parse_within_limit(RAW, DEFAULT_LIMITS).document_id))
    thread.start()
    thread.join()
    assert made == [RAW.document_id]
