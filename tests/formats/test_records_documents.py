"""JSON documents of all shapes: nothing raised, nothing lost, nothing that depends on how the JSON is laid out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.golden_case import GOLDEN
from tests.hostile.test_fuzz import assert_sound
from transforms.accounting import accounted_share
from transforms.document import Document
from transforms.formats.records import json_document
from transforms.parsed import Parsed
from transforms.tabulate import ParsedDocument

calm = settings(suppress_health_check=[HealthCheck.too_slow])
CASES = sorted(path for path in GOLDEN.glob("*json*/*/input.json") if path.parts[-3] != "youtube_json")
ODD: list[Any] = [
    None, True, -1, 1e308, 10**30, "", " ", "x", [], {}, [1], [[]], [None], [{}], {"a": 1}, {"name": "Mara"},
    "00:00:01", "2024-13-45", [{"text": "a"}], {"seconds": "1", "nanos": 5}, "Ann: one\nBob: two\n" * 9,
]  # fmt: skip
NAMES = ["text", "start", "words", "segments", "speaker", "results", "alternatives", "title", "chapters", "é", 'x"y']


def readable(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        return None


VALUES = [value for path in CASES if (value := readable(path)) is not None]
IDS = [f"{path.parts[-3]}/{path.parts[-2]}" for path in CASES if readable(path) is not None]


def parsed(text: str) -> Parsed | None:
    return json_document.parse(Document("0" * 16, "input.json", text))


def spoken(result: Parsed | None) -> list[Any]:
    episodes = result.episodes if result is not None else []
    columns = [(episode.speech, episode.facts) for episode in episodes]
    return [(speech.text, speech.label, speech.voice, speech.start_ms, speech.end_ms, speech.kind, facts)
            for speech, facts in columns]  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, value: Any = None) -> Any:
    """Draw a golden value with parts of it replaced, left out or renamed."""
    value = draw(st.sampled_from(VALUES)) if value is None else value
    if draw(st.integers(0, 30)) == 0:
        return draw(st.sampled_from(ODD))
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if draw(st.integers(0, 40))}
        named = {draw(st.sampled_from(NAMES)) if not draw(st.integers(0, 60)) else key: inner
                 for key, inner in kept.items()}  # fmt: skip
        return {key: draw(changed(inner)) if inner is not None else inner for key, inner in named.items()}
    if isinstance(value, list):
        return [draw(changed(inner)) if inner is not None else inner for inner in value[: draw(st.integers(1, 40))]]
    return value


@calm
@given(changed(), st.booleans())
def test_records_that_are_a_little_wrong_end_in_one_sound_outcome(value: Any, is_ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=is_ascii)
    result = parsed(text)
    if result is not None:
        assert_sound(ParsedDocument("0" * 16, "input", "utf-8", text, result))
        assert result.status != "parsed" or accounted_share(result, text) >= 0.995


@calm
@given(changed(), st.data())
def test_text_that_is_cut_or_broken_ends_in_one_sound_outcome(value: Any, data: st.DataObject) -> None:
    text = json.dumps(value)
    place = data.draw(st.integers(0, len(text)))
    text = text[:place] + data.draw(st.sampled_from(["", '"', "\\", "}", "{", "\0", "é", ",", text[place:]]))
    result = parsed(text)
    if result is not None:
        assert_sound(ParsedDocument("0" * 16, "input", "utf-8", text, result))


@pytest.mark.parametrize("value", VALUES, ids=IDS)
def test_the_layout_of_the_json_changes_nothing(value: Any) -> None:
    expected = spoken(parsed(json.dumps(value)))
    layouts: list[dict[str, Any]] = [{"indent": 4}, {"separators": (",", ":")}, {"ensure_ascii": False}]
    layouts.append({"separators": (" ,\n", "\t:  ")})
    for layout in layouts:
        assert spoken(parsed(json.dumps(value, **layout))) == expected


SEGMENTS = st.lists(
    st.tuples(st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip())), st.sampled_from("AB"),
              st.integers(0, 10**6)),
    min_size=1, max_size=30,
)  # fmt: skip


@calm
@given(SEGMENTS, st.booleans())
def test_every_text_label_and_time_of_well_formed_segments_comes_back(
    rows: list[tuple[str, str, int]], is_ascii: bool
) -> None:
    segments = [{"speaker": label, "startTime": ms / 1000, "endTime": ms / 1000 + 1, "body": f"{text} said"}
                for text, label, ms in rows]  # fmt: skip
    text = json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=is_ascii)
    text = text.encode("utf-8", "replace").decode()
    result = parsed(text)
    assert result is not None
    assert result.rejects == []
    (episode,) = result.episodes
    joined = "".join("".join(episode.speech.text).split())
    wanted = "".join("".join(segment["body"] for segment in json.loads(text)["segments"]).split())
    assert joined == wanted
    assert {*episode.speech.label} == {label for _, label, _ in rows}
    assert episode.speech.start_ms[0] == rows[0][2]


@calm
@given(st.lists(st.text(alphabet='abc "\\\n\té🐝蜂', min_size=1, max_size=12), min_size=1, max_size=12), st.booleans())
def test_offsets_cut_the_literal_out_of_the_document(texts: list[str], is_ascii: bool) -> None:
    segments = [{"text": f"x{text}x yes", "start": place, "end": place + 1} for place, text in enumerate(texts)]
    document = json.dumps({"segments": segments}, ensure_ascii=is_ascii)
    result = parsed(document)
    assert result is not None
    (episode,) = result.episodes
    for said, start, end in zip(episode.speech.text, episode.speech.doc_start, episode.speech.doc_end, strict=True):
        assert json.loads(f'"{document[start:end]}"') == said


SEGMENT = {"speaker": "Ann", "startTime": 0.0, "endTime": 1.0, "body": "one"}
NAMED = ["x" * 300, "../../etc/passwd", '=HYPERLINK("x")', "Аdam", "a\u202eb", "<b>", "__proto__"]


@pytest.mark.parametrize("name", NAMED)
def test_labels_are_kept_exactly(name: str) -> None:
    result = parsed(json.dumps({"version": "1.0.0", "segments": [dict(SEGMENT, speaker=name, body="so it is")]}))
    assert result is not None
    assert result.episodes[0].speech.label == [name]


def test_more_labels_than_people_can_talk_are_left_out() -> None:
    rows = [dict(SEGMENT, speaker=f"voice {place}", body=f"line {place}, then") for place in range(501)]
    result = parsed(json.dumps({"version": "1.0.0", "segments": rows}))
    assert result is not None
    assert {*result.episodes[0].speech.label} == {None}
    assert ("label_explosion", 501) in [(note.reason, note.count) for note in result.warnings]
