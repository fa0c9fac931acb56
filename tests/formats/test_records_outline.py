"""The outline of a JSON text agrees with a plain reader on where everything stands."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.reference import json_places
from transforms.document import DEFAULT_LIMITS
from transforms.formats.records.json_text import Loaded, load
from transforms.formats.records.outline import Outline

KEYS = st.sampled_from(["text", "word", "a", "é", "x y", 'q"k', "\\", ""]) | st.text(max_size=3)
LEAVES = st.none() | st.booleans() | st.integers(-9, 99) | st.text(max_size=6) | st.sampled_from(
    ['"', "\\", '\\"', "{", "[", "]}", "a:b", '":', "🐝", "\ud83d", "  ", "é\n"]
)  # fmt: skip
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=24
)
BOXES = st.lists(VALUES, max_size=4) | st.dictionaries(KEYS, VALUES, max_size=4)


@st.composite
def texts(draw: st.DrawFn) -> str:
    value = draw(BOXES)
    blank = draw(st.sampled_from(["", " ", "\n\t", " " * 120]))
    separators = draw(st.sampled_from([(",", ":"), (", ", ": "), (f" ,{blank}", f"{blank}:{blank}")]))
    indent = draw(st.sampled_from([None, 0, 2]))
    text = json.dumps(value, ensure_ascii=draw(st.booleans()), separators=separators, indent=indent)
    return blank + text.encode("utf-8", "replace").decode() + blank


@given(texts())
def test_boxes_keys_and_depth_are_those_of_a_plain_reader(text: str) -> None:
    outline, root = Outline(text), json_places.read(text)
    boxes = sorted(root.boxes(), key=lambda box: box.start)
    assert outline.box_opens.tolist() == [box.start for box in boxes]
    assert [close + 1 for close in outline.box_closes.tolist()] == [box.end for box in boxes]
    assert outline.depth == max(box.depth for box in boxes)
    assert outline.key_count() == sum(len(box.members) for box in boxes)
    assert outline.roots() == [(root.start, root.end)]


@given(texts())
def test_members_and_elements_stand_where_a_plain_reader_finds_them(text: str) -> None:
    outline = Outline(text)
    for box in json_places.read(text).boxes():
        if box.kind == "{":
            expected: list[Any] = [(key, start, part.start, part.end) for key, start, part in box.members]
            assert [tuple(member) for member in outline.members(box.start)] == expected
        else:
            assert list(outline.elements(box.start)) == [(part.start, part.end) for part in box.elements]


@given(texts(), st.sampled_from(["text", "word", "a", "é", "x y"]), st.integers(1, 4))
def test_strings_of_a_key_stand_where_a_plain_reader_finds_them(text: str, key: str, depth: int) -> None:
    outline, root = Outline(text), json_places.read(text)
    begins, closes = outline.strings(key, depth, 0, len(text))
    # A key that is written with escapes is not found: its value is located in another way.
    found = set(zip(begins.tolist(), closes.tolist(), strict=True))
    assert found <= set(root.strings_of(key, depth))
    if key.isascii() or key in text:
        spelt = text.count(json.dumps(key, ensure_ascii=False)) + text.count(json.dumps(key))
        assert found == set(root.strings_of(key, depth)) or spelt != len(root.strings_of(key, depth))
    begins, closes = outline.strings(None, depth, 0, len(text))
    assert list(zip(begins.tolist(), closes.tolist(), strict=True)) == root.strings_in_arrays(depth)


@given(st.text(alphabet='{}[]":,\\ a1\n', max_size=40))
def test_an_outline_of_anything_raises_nothing(text: str) -> None:
    outline = Outline(text)
    assert outline.depth <= len(text)
    assert outline.key_count() <= len(text)


@given(texts())
def test_values_are_those_of_the_standard_reader(text: str) -> None:
    loaded = load(text, DEFAULT_LIMITS)
    assert isinstance(loaded, Loaded)
    assert len(loaded.text) == len(text)
    assert loaded.values == [json.loads(loaded.text)]
    assert loaded.rejects == []
