"""JSON that is odd, broken or hostile is read as far as it goes, and what was odd is said."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import DEFAULT_LIMITS, Limits
from transforms.formats.records.json_text import Loaded, load
from transforms.parsed import Reject


def read(text: str) -> Loaded:
    loaded = load(text, DEFAULT_LIMITS)
    assert isinstance(loaded, Loaded)
    return loaded


def refused(text: str, limits: Limits = DEFAULT_LIMITS) -> Reject:
    loaded = load(text, limits)
    assert isinstance(loaded, Reject)
    return loaded


def test_numbers_that_json_does_not_have_are_read() -> None:
    (value,) = read('{"a": NaN, "b": -Infinity, "c": 1e999, "d": ' + "9" * 20_000 + "}").values
    assert math.isnan(value["a"])
    assert [value[key] for key in "bcd"] == [-math.inf, math.inf, math.inf]


def test_control_characters_in_strings_are_read() -> None:
    assert read('{"a": "one\ntwo\tthree"}').values == [{"a": "one\ntwo\tthree"}]


def test_halves_of_surrogate_pairs_are_replaced_in_place() -> None:
    text = r'["\ud83d\udc1d", "\ud83d", "x\udc1d\ud83d", "\\ud83d"]'
    loaded = read(text)
    assert loaded.values == [["🐝", "\ufffd", "x\ufffd\ufffd", r"\ud83d"]]
    assert len(loaded.text) == len(text)
    assert [(note.reason, note.count) for note in loaded.warnings] == [("lone_surrogate", 3)]


@pytest.mark.parametrize("text", ['{"a": 1}\n{"a": 2}\n', '{"a": 1}{"a": 2}', '\x1e{"a": 1}\n\x1e{"a": 2}\n'])
def test_documents_one_after_the_other_are_all_read(text: str) -> None:
    assert read(text).values == [{"a": 1}, {"a": 2}]


def test_the_last_of_many_records_may_be_cut_off() -> None:
    loaded = read('{"a": 1}\n{"a": 2}\n{"a": ')
    assert loaded.values == [{"a": 1}, {"a": 2}]
    assert [(reject.reason, reject.locator) for reject in loaded.rejects] == [("truncated", "line 3, column 1")]
    assert loaded.lost == [(18, 24)]


@pytest.mark.parametrize(
    ("text", "reason", "locator"),
    [
        ('{"a": 1,\n "b": }', "json_invalid", "line 2, column 7"),
        ('{"a": "one', "json_invalid", "line 1, column 7"),
        ("{'a': 1}", "json_invalid", "line 1, column 2"),
        ('{"a": 1}\nand more', "json_trailing_data", "line 2, column 1"),
        ('{"a": 1}\n2', "json_trailing_data", "line 1"),
        ("[" * 100_000 + "]" * 100_000, "json_too_deep", "character 0"),
        ("[" * 100_000, "json_too_deep", "character 0"),
    ],
)
def test_broken_json_is_refused_with_its_place(text: str, reason: str, locator: str) -> None:
    reject = refused(text)
    assert (reject.reason, reject.locator) == (reason, locator)


def test_depth_has_a_limit_that_counts_boxes_only() -> None:
    limits = Limits(depth=3)
    assert isinstance(load('[[{"a": "[[[[{{{{"}]]', limits), Loaded)
    assert refused('[[[{"a": 1}]]]', limits).reason == "json_too_deep"


def test_of_a_repeated_key_the_last_value_counts_and_the_others_are_rejected_in_their_place() -> None:
    text = '{"a": 1, "b": {"c": "x", "c": "y"}, "a": [{"c": 2}], "\\u0061": 3}'
    loaded = read(text)
    assert loaded.values == [{"a": 3, "b": {"c": "y"}}]
    assert [text[start:end] for start, end in loaded.lost] == ['"a": 1', '"c": "x"', '"a": [{"c": 2}]']
    assert [reject.reason for reject in loaded.rejects] == ["json_duplicate_key"] * 3
    assert [(note.reason, note.count) for note in loaded.warnings] == [("json_duplicate_key", 3)]


def test_repeated_keys_without_number_are_rejected_in_bounded_space() -> None:
    loaded = read("{" + ",".join(['"a":1'] * 50_000) + "}")
    assert len(loaded.rejects) == 1_001
    assert loaded.warnings[0].count == 49_999


KEYS = st.sampled_from(["a", "b", "text", ":", '"'])
PAIRS: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(["1", '"x"', '":"', '"a\\":"', "null", "[]"]),
    lambda inner: (
        st.lists(st.tuples(KEYS, inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{json.dumps(key)} : {value}" for key, value in pairs) + "}"
        )
        | st.lists(inner, max_size=3).map(lambda items: "[" + ",".join(items) + "]")
    ),
    max_leaves=16,
)


@given(PAIRS.map(lambda inner: f"[{inner}]"))
def test_repeated_keys_are_counted_as_the_standard_reader_meets_them(text: str) -> None:
    repeated = 0

    def count(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal repeated
        repeated += len(pairs) - len(dict(pairs))
        return dict(pairs)

    expected = json.loads(text, object_pairs_hook=count)
    loaded = read(text)
    assert loaded.values == [expected]
    assert len(loaded.lost) == repeated
