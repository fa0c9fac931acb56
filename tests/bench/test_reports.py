"""The reports on mentions count what they say they count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.bench.labels import Label, Misheard, Region, read_misheard, read_regions
from tests.bench.mention_speed import invent_lexicon, invent_speech, measure
from tests.bench.misheard import RATES, pair_odds, print_report, recalls, word_odds
from tests.bench.reliability import Found, bins, calibration_error, judge
from tests.bench.reliability import print_report as print_reliability


def label(start: int, name: str, kind: str = "product", *, is_optional: bool = False) -> Label:
    return Label(start, start + 5, name, frozenset({kind}), frozenset({name}), is_optional)


def mention(start: int, name: str, method: str = "exact", confidence: float = 0.9, kind: str = "product") -> Found:
    return Found(start, start + 5, method, confidence, kind, frozenset({name}))


_REGION = Region("a.txt", 0, 100, (label(0, "a"), label(10, "b"), label(20, "c"), label(30, "d", is_optional=True)))


def test_mentions_and_labels_are_judged() -> None:
    found = [
        mention(0, "a"), mention(8, "z", "sound"), mention(30, "d"), mention(50, "y", "discovered"),
        mention(60, "x", kind="topic"), mention(200, "a"),
    ]  # fmt: skip
    judged, missed = judge([(_REGION, found)])
    assert [(one.found.start, one.is_span, one.is_right) for one in judged] == [
        (0, True, True), (8, True, False), (50, False, False),
    ]  # fmt: skip
    assert [(one.label.surface, sorted(one.methods)) for one in missed] == [("a", ["exact"]), ("b", []), ("c", [])]


def test_confidence_is_compared_with_the_truth() -> None:
    found = [mention(0, "a", confidence=1.0), mention(10, "z", confidence=0.96), mention(20, "c", confidence=0.55)]
    judged, _ = judge([(_REGION, found)])
    assert [(one.low, one.mention_count, round(one.promised, 3), one.right) for one in bins(judged)] == [
        (0.5, 1, 0.55, 1.0), (0.95, 2, 0.98, 0.5),
    ]  # fmt: skip
    assert calibration_error(judged) == pytest.approx((0.45 + 2 * 0.48) / 3)


def test_a_report_has_a_line_for_each_method_and_kind() -> None:
    said: list[str] = []
    print_reliability(*judge([(_REGION, [mention(0, "a"), mention(10, "z", "sound")])]), said.append)
    lines = "".join(said).splitlines()
    assert "exact                  1             1.000     1.000           0.333" in lines
    assert "sound                  1             1.000     0.000           0.000" in lines
    assert "product                2             1.000     0.500           0.333         3" in lines


def test_recall_is_that_at_so_many_words_bent() -> None:
    words = np.arange(1_000, dtype=np.float64)
    found = {one.rate: one for one in recalls(np.array([995.0, 985.0, 0.0]), [1, 3, 1], words)}
    assert set(found) == set(RATES)
    assert [found[rate].pairs for rate in (0.001, 0.01, 0.02)] == pytest.approx([0, 1 / 3, 2 / 3])
    assert found[0.02].occurrences == pytest.approx(4 / 5)
    assert (words >= found[0.01].least).sum() == 10


def test_likeness_is_reported_for_pairs_and_words() -> None:
    pairs = [Misheard("Sarunia", "Sorunia", "product", 3), Misheard("something else", "Sorunia", "product", 1)]
    odds = pair_odds(pairs)
    assert odds[0] > 0
    assert odds[1] == -np.inf
    of_words = word_odds(pl.Series(["vacuum", "house"]), pl.Series(["Sorunia", "Tavrix"]))
    assert odds[0] > of_words.max()
    said: list[str] = []
    print_report(pairs, 5, said.append)
    assert "".join(said).splitlines()[-1].endswith("something else for Sorunia (1)")


def test_labels_are_read_from_anywhere_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep"
    folder.mkdir()
    rows: dict[str, list[dict[str, Any]]] = {
        "mentions.jsonl": [{"document": "a.txt", "start": at, "end": at + 3, "surface": "Zoë", "kinds": ["person"],
                            "names": ["Zoë Q."], "optional": False} for at in (5, 50)],
        "mention_regions.jsonl": [{"document": name, "start": 0, "end": 20} for name in ("a.txt", "b.txt")],
        "misheard_names.jsonl": [{"heard": "Zoo", "meant": "Zoë", "kind": "person", "count": 2}],
    }  # fmt: skip
    for name, of in rows.items():
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in of), encoding="utf-8")
    one, other = read_regions(tmp_path)
    assert one.labels == (Label(5, 8, "Zoë", frozenset({"person"}), frozenset({"zoeq"}), False),)
    assert other.labels == ()
    assert read_misheard(tmp_path) == [Misheard("Zoo", "Zoë", "person", 2)]
    with pytest.raises(SystemExit, match=r"there is no mentions\.jsonl"):
        read_regions(folder / "nothing")


def test_speed_is_measured_on_as_much_as_asked_for() -> None:
    table = invent_lexicon(1_000)
    assert table.num_rows == 500
    assert table.equals(invent_lexicon(1_000))
    assert invent_speech(50_000, ["Zorvex"])["text"].str.len_bytes().sum() >= 50_000
    one = measure(1_000, 100_000)
    assert one.mention_count > 100
    assert one.pass_speed > one.stage_speed > 0
