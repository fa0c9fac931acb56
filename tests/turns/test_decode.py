"""The chain of speakers, against a slow plain reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.speaker_chain import plain_posteriors
from transforms.turns import decode
from transforms.turns.decode import posteriors

if TYPE_CHECKING:
    from transforms.turns.decode import Reals


@st.composite
def texts(draw: st.DrawFn) -> list[tuple[Reals, Reals, Reals]]:
    """Texts of some turns each: scores, weights and chances of change; each has two to four of the four states."""
    made = []
    for length in draw(st.lists(st.integers(1, 40), min_size=1, max_size=4)):
        random = np.random.default_rng(draw(st.integers(0, 10_000)))
        is_there = np.arange(4) < draw(st.integers(2, 4))
        scores = np.where(is_there, random.normal(0, 3, (length, 4)), -np.inf)
        made.append(
            (scores, np.where(is_there, random.uniform(0.1, 3, (length, 4)), 0.0), random.uniform(0, 1, length))
        )
    return made


@given(texts())
def test_each_text_is_decoded_as_on_its_own(made: list[tuple[Reals, Reals, Reals]]) -> None:
    document = np.repeat(np.arange(len(made)), [len(scores) for scores, *_ in made])
    scores, weights, change = (np.concatenate(part) for part in zip(*made, strict=True))
    wanted = np.concatenate([plain_posteriors(*each) for each in made])
    found = posteriors(scores, weights, change, document)
    np.testing.assert_allclose(found, wanted, atol=1e-9)


def test_long_texts_are_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LONGEST", 5)
    random = np.random.default_rng(7)
    scores, weights, change = random.normal(0, 2, (12, 3)), np.ones((12, 3)), random.uniform(0, 1, 12)
    found = posteriors(scores, weights, change, np.zeros(12, np.int64))
    pieces = [slice(start, min(12, start + 5)) for start in range(0, 12, 5)]
    wanted = np.concatenate([plain_posteriors(scores[at], weights[at], change[at]) for at in pieces])
    np.testing.assert_allclose(found, wanted, atol=1e-9)


def test_what_is_impossible_stays_so() -> None:
    scores = np.array([[-1e6, 0.0, -np.inf], [0.0, -1e6, -np.inf]])
    weights = np.array([[1.0, 1.0, 0.0]] * 2)
    found = posteriors(scores, weights, np.array([0.0, 0.5]), np.zeros(2, np.int64))
    assert found.round(6).tolist() == [[0, 1, 0], [1, 0, 0]]
