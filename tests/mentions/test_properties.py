"""Whatever is said: offsets are exact, mentions are apart, and the order of episodes does not matter."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mentions.spoken import record, shipped, speech
from transforms.mentions.annotation import Record, annotate_mentions

_SAID = [
    "Kubernetes", "open ai", "Hugging", "Face", "GPT", "four", "4", "Cooper", "Netties", "Debear", "the", "Bear", "of",
    "Ilse", "Varga", "Quillbase", "called", "Zorbiq", "New", "York", "München", "日本", "مرحبا", "🙂", "C++", "we",
    "and", "I", "apple", "Apple", "is", "e\u0301", "—", "N L P", "Sarunia", "Tavrics", "who", "CEO", "at",
]  # fmt: skip
_GAPS = [" "] * 6 + [", ", ". ", "-", "'s ", "? "]
_LINE = st.one_of(
    st.lists(st.tuples(st.sampled_from(_SAID), st.sampled_from(_GAPS)), max_size=12).map(
        lambda parts: "".join(word + gap for word, gap in parts).strip()
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x00"), max_size=30),
)
_EPISODE = st.lists(st.tuples(_LINE, st.booleans()), max_size=5)
_NAMES = (("Debear", "product", "notes"), ("Sorunia", "product", "link"), ("Tavrix", None, "title"))


def _episode(lines: list[tuple[str, bool]], number: int) -> pl.DataFrame:
    turns = [sum(is_new for _, is_new in lines[: place + 1]) for place in range(len(lines))]
    return speech([line for line, _ in lines], f"episode {number}", turn_index=turns)


def _record(count: int) -> Record:
    parts = [record(_NAMES, {"Ilse Varga": ("ilsie",)}, episode_id=f"episode {number}") for number in range(count)]
    return Record(*(pl.concat(frames) for frames in zip(*parts, strict=True)))


def _annotated(order: list[int], episodes: list[list[tuple[str, bool]]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    segments = pl.concat([_episode(episodes[number], number) for number in order])
    tables = annotate_mentions(segments, _record(len(episodes)), shipped())
    return pl.DataFrame(tables["annotated_mentions"]), pl.DataFrame(tables["annotated_entities"])


@settings(max_examples=60)
@given(st.lists(_EPISODE, min_size=1, max_size=3))
def test_offsets_cut_out_the_words_and_mentions_do_not_overlap(episodes: list[list[tuple[str, bool]]]) -> None:
    rows, _ = _annotated(list(range(len(episodes))), episodes)
    reached: dict[str, tuple[int, int]] = {}
    for row in rows.iter_rows(named=True):
        lines = [line for line, _ in episodes[int(row["episode_id"].split()[1])]]
        begin, end = (row["segment_index"], row["char_start"]), (row["end_segment_index"], row["char_end"])
        assert reached.get(row["episode_id"], (0, 0)) <= begin < end
        reached[row["episode_id"]] = end
        assert _cut(lines, begin, end) == row["surface"]
        assert 0 < row["confidence"] < 1
        assert row["surface"] == row["surface"].strip() != ""


@settings(max_examples=25)
@given(st.lists(_EPISODE, min_size=2, max_size=4), st.data())
def test_the_order_of_episodes_does_not_matter(episodes: list[list[tuple[str, bool]]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(episodes))))
    mentions, entities = _annotated(list(range(len(episodes))), episodes)
    again, entities_again = _annotated(order, episodes)
    assert _rows(again) == _rows(mentions)
    assert _rows(entities_again) == _rows(entities)


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return sorted(frame.to_dicts(), key=str)


def _cut(lines: list[str], begin: tuple[int, int], end: tuple[int, int]) -> str:
    if begin[0] == end[0]:
        return lines[begin[0]][begin[1] : end[1]]
    return " ".join([lines[begin[0]][begin[1] :], *lines[begin[0] + 1 : end[0]], lines[end[0]][: end[1]]])
