"""Golden documents: each format's cases lead to exactly the reviewed outcome, and every row points at its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.golden_case import GOLDEN, cases, outcome, parse_case

CASES = [pytest.param(case, id=case.relative_to(GOLDEN).as_posix()) for case in cases()]


@pytest.mark.parametrize("case", CASES)
def test_outcome_is_as_reviewed(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(outcome(case))) == expected


@pytest.mark.parametrize("case", CASES)
def test_offsets_cover_the_words(case: Path) -> None:
    document = parse_case(case)
    for episode in document.parsed.episodes:
        speech = episode.speech
        for text, start, end in zip(speech.text, speech.doc_start, speech.doc_end, strict=True):
            raw = document.text[start:end]
            assert 0 <= start < end <= len(document.text)
            assert text == raw or len(raw) > len(text) or text.split()[0] in raw, (text, raw)
