"""Speech without labels cut into turns: where, and that nothing is lost by it."""

from __future__ import annotations

from functools import cache

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize import RawDocument, normalize
from transforms.turns.model import TurnModel, parse_model
from transforms.turns.parting import part_turns
from warehouse.turn_model import turn_model

TALK = """Hello and welcome to Hive and Meadow.
I'm Ida Brook, and today I'm talking to Olaf Lund, who keeps bees on a roof.
Olaf, how did you start?
Well, I bought an old hive at a market, and then I read every book that I could find about it for a year.
It took me another year until the first swarm stayed in it, because the roof was far too hot in the summer.
And so I built a kind of shade out of old doors, and they have liked it up there ever since, you know.
Wow. And what did your neighbours say?
Yeah, they were afraid at first, but now they come up and ask for honey every September.
I think they just had to see that the bees don't care about people at all, as long as nobody touches the hive.
Thank you so much for joining me, Olaf.
Thanks for having me, Ida.
"""


@cache
def eager() -> TurnModel:
    """Return a model that hears somebody else behind each question and from each `Yeah` on."""
    return parse_model(
        "model,cues,values,weight\nchange,,,-4\nchange,asks-1 size,yes 3,0\nchange,first,yeah,9\nlead,,,0\n"
    )


def segments_of(text: str, model: TurnModel | None, name: str = "talk.txt") -> pl.DataFrame:
    made = normalize([RawDocument("d" * 16, name, text.encode())], turns=model)
    return pl.DataFrame(made["parsed_segments"])


def test_question_and_answer_are_turns() -> None:
    parted = segments_of(TALK, turn_model())
    turns = parted.group_by("turn_index", maintain_order=True).agg(pl.col("text").str.join(" "))["text"].to_list()
    begins = [turn.split(" ")[0] for turn in turns]
    assert begins[0] == "Hello"
    assert {"Well,", "Wow.", "Yeah,"} <= set(begins)
    assert "It" not in begins


def test_offsets_of_pieces_are_those_of_their_words() -> None:
    text = "We went out early. Yeah, it was cold there. And dark.\nYeah, dark it was."
    parted = segments_of(text, eager())
    assert [text[start:end] for start, end in parted.select("doc_start", "doc_end").rows()] == parted["text"].to_list()
    assert parted["turn_index"].to_list() == sorted(parted["turn_index"].to_list())
    assert "Yeah, it was cold there. And dark." in parted["text"].to_list()


def test_labels_are_left_alone() -> None:
    text = "Ida: We went out. Yeah, early.\n\nOlaf: Yeah, it was cold.\n\nIda: And dark. Yeah.\n\nOlaf: Yeah, dark.\n"
    bare, parted = segments_of(text, None), segments_of(text, eager())
    assert parted.equals(bare)
    assert parted["change_confidence"].null_count() == len(parted)


def test_marks_are_tied_to_the_piece_they_stand_in() -> None:
    text = (
        "[00:00:05] We went out. Yeah, early.\n\n[00:00:09] It was cold. Yeah, it was. [00:00:14] And dark.\n\n"
        "[00:00:20] So.\n"
    )
    made = normalize([RawDocument("d" * 16, "talk.txt", text.encode())], turns=eager())
    segments, marks = pl.DataFrame(made["parsed_segments"]), pl.DataFrame(made["parsed_timestamps"])
    beside = marks.join(segments.select("segment_index", "text"), on="segment_index")["text"].to_list()
    assert [words.split(" ")[0] for words in beside] == ["We", "It", "Yeah,", "So."]


def test_times_of_a_cut_segment_stay_with_its_ends() -> None:
    frame = bare_segments(["We went out. Yeah, early."], [[0]]).with_columns(
        start_ms=pl.lit(5_000, pl.Int64), time_method=pl.lit("explicit")
    )
    parted = part_turns(frame, eager()).segments
    assert parted.select("text", "start_ms", "time_method").rows() == [
        ("We went out.", 5_000, "explicit"), ("Yeah, early.", None, None),
    ]  # fmt: skip
    whole = part_turns(frame.with_columns(end_ms=pl.lit(9_000, pl.Int64)), eager()).segments
    assert whole["text"].to_list() == ["We went out. Yeah, early."]


def bare_segments(texts: list[str], gaps: list[list[int]]) -> pl.DataFrame:
    """Segments without labels; so many blanks more stand in the document behind their words."""
    rows, at = [], 0
    for number, (text, extra) in enumerate(zip(texts, gaps, strict=True)):
        words = text.split(" ")
        spread = [blanks + 1 for blanks in (extra * len(words))[: len(words)]]
        raw = "".join(word + " " * blank for word, blank in zip(words, spread, strict=True)).rstrip()
        rows.append({
            "document_id": "a", "ordinal": 1, "segment_index": number, "turn_index": 0, "speaker_label": None,
            "voice": None, "start_ms": None, "end_ms": None, "time_method": None, "kind": "speech", "text": text,
            "word_count": len(words), "doc_start": at, "doc_end": at + len(raw),
            "raw_text": raw if raw != text else None,
        })  # fmt: skip
        at += len(raw) + 1
    schema = {
        "document_id": pl.String, "ordinal": pl.Int32, "segment_index": pl.Int32, "turn_index": pl.Int32,
        "speaker_label": pl.String, "voice": pl.Int32, "start_ms": pl.Int64, "end_ms": pl.Int64,
        "time_method": pl.String, "kind": pl.String, "text": pl.String, "word_count": pl.Int32, "doc_start": pl.Int64,
        "doc_end": pl.Int64, "raw_text": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema)


WORDS = st.sampled_from(
    ["yeah", "Yeah,", "Yeah.", "so", "cold.", "What?", "3.5", "…", "(no)", "Zoë", "🐝", "Dr.", "...", '"Yes."']
)


SPOKEN = st.tuples(st.lists(WORDS, min_size=1, max_size=12), st.lists(st.integers(0, 2), min_size=1, max_size=3))


@given(st.lists(SPOKEN, min_size=1, max_size=8))
def test_nothing_is_lost(made: list[tuple[list[str], list[int]]]) -> None:
    before = bare_segments([" ".join(words) for words, _ in made], [gaps for _, gaps in made])
    raw = " ".join(raw or text for raw, text in before.select("raw_text", "text").iter_rows())
    after = part_turns(before, eager()).segments
    assert " ".join(after["text"]) == " ".join(before["text"])
    assert after["word_count"].sum() == before["word_count"].sum()
    assert after["segment_index"].to_list() == list(range(len(after)))
    assert after["turn_index"].diff().drop_nulls().is_in([0, 1]).all()
    assert (after["doc_start"].diff().drop_nulls() > 0).all()
    for start, end, stretch, text in after.select("doc_start", "doc_end", "raw_text", "text").iter_rows():
        assert raw[start:end].split() == text.split()
        assert stretch == (raw[start:end] if end - start != len(text) else None)
