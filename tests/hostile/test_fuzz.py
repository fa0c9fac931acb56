"""Whatever the input, parsing ends in one record: nothing raised, no offset outside, no word invented."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.accounting import accounted_share
from transforms.document import Document
from transforms.formats import registry
from transforms.normalize import RawDocument, normalize, parse_document
from transforms.tabulate import ParsedDocument

# Pieces of every format, to be put together in any order.
PIECES = (
    "WEBVTT\n\n", "1\n", "00:00:01,000 --> 00:00:02,500\n", "00:01.5 --> 00:02\n", "NOTE x\n\n", "<v Ann>", "</v>",
    "- ", ">> ", "Ann: ", "**Bob:** ", "[00:01:02] ", "(0:05)", "*Ann (0:05)*\n", "---\n", "title: T\n",
    "date: 2024-01-02\n", "# Heading\n", "## Transcript\n\n", "Hello there.", "What is it?\n", "\n", "\n\n", "\r\n",
    "\r", "\t", " ", "\ufeff", "\0", "\x1b", "\u2028", "{", "}", "[", "]", '"segments":', '"start":', "1.5,",
    '"text":"hi",', '{"words":[', "null", "<p>", "</p>", '<div class="speaker">', "</div>", "<time>0:01</time>",
    "<cite>Ann</cite>", "<table><tr><td>", "</td>", "<br>", "<script>", "</script>", "<!--", "-->", "<![CDATA[",
    "]]>", "&amp;", "&#x41;", "&nbsp;", "<?xml version='1.0'?>", "<rss><channel>", "<item>", "</item>",
    "<enclosure url='http://a.example'/>", "<tt xmlns='http://www.w3.org/ns/ttml'>", "<Trans>",
    "<Turn startTime='0'>", "<Sync time='1'/>", "<!DOCTYPE html>", "[Script Info]\n", "Dialogue: 0,0:00:01.00,",
    "Scenarist_SCC V1.0\n\n", "00:00:01:00\t9420 9470 4869 942f\n", "9425", "STL25.01\n", "{QTtext}", "[00:00:01.00]\n",
    "0:00:01.00 0:00:02.00 {~} ", '"ooTextFile"\n"TextGrid"\n', '"IntervalTier"\n', '"Ann"\n', "0.5\n", "@Begin\n",
    "*ANN:\t", "\x155_90\x15\n", "log 1 ", "0.50 0.25 ", "#00:01:02-5#", "0.5,1.5,", "ann-log-0000100-0000200 ",
    "大家好", "é", "مرحبا", "😀", "𝄞", "1" * 30, "://", "~~~", "```\n",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_sound(document: ParsedDocument) -> None:
    parsed, length = document.parsed, len(document.text)
    assert 0.0 <= accounted_share(parsed, document.text) <= 1.0
    assert all(0 <= start <= end <= length for start, end, _ in parsed.accounts)
    for episode in parsed.episodes:
        speech = episode.speech.complete()
        assert 0 <= episode.doc_start <= episode.doc_end <= length
        spans = zip(speech.doc_start, speech.doc_end, strict=True)
        assert all(0 <= start < end <= length for start, end in spans)
        for rows in (episode.marks, episode.chapters, episode.links, episode.people):
            assert all(0 <= row.doc_start <= row.doc_end <= length for row in rows)
        assert all(mark.segment is None or 0 <= mark.segment <= len(speech) for mark in episode.marks)
        assert all(link.url for link in episode.links)


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@calm
@given(texts)
def test_any_text_ends_in_one_sound_record(text: str) -> None:
    document = parse_document(RawDocument("0" * 16, "input.txt", text.encode("utf-8", "replace")))
    assert_sound(document)


@calm
@given(st.binary(max_size=300))
def test_any_bytes_end_in_one_sound_record(data: bytes) -> None:
    assert_sound(parse_document(RawDocument("0" * 16, "input.srt", data)))


@calm
@given(texts)
def test_every_parser_stands_any_text(text: str) -> None:
    document = Document("0" * 16, "input.txt", text.encode("utf-8", "replace").decode())
    for fmt in registry.FORMATS:
        assert 0.0 <= fmt.sniff(document) <= 1.0
        parsed = fmt.parse(document)
        if parsed is not None:
            assert_sound(ParsedDocument("0" * 16, "input", "utf-8", document.text, parsed))


@calm
@given(texts)
def test_no_words_are_invented(text: str) -> None:
    document = parse_document(RawDocument("0" * 16, "input.txt", text.encode("utf-8", "replace")))
    # There words stand in hexadecimal.
    for episode in document.parsed.episodes if document.parsed.format != "scc" else ():
        for said, start, end in zip(episode.speech.text, episode.speech.doc_start, episode.speech.doc_end, strict=True):
            raw = document.text[start:end]
            if "&" not in raw and "\\" not in raw:
                missing = [letter for letter in letters(said) if letter not in raw]
                assert not missing, (said, raw)


@calm
@given(st.lists(texts, max_size=4))
def test_any_batch_becomes_tables_with_a_row_for_every_document(batch: list[str]) -> None:
    raw = [
        RawDocument(f"{place:016}", "input.txt", text.encode("utf-8", "replace")) for place, text in enumerate(batch)
    ]
    tables = normalize(raw)
    assert tables["parsed_documents"]["document_id"].to_pylist() == [document.document_id for document in raw]


@calm
@given(texts)
def test_normalizing_twice_gives_the_same(text: str) -> None:
    raw = RawDocument("0" * 16, "input.txt", text.encode("utf-8", "replace"))
    first, second = normalize([raw]), normalize([raw])
    assert all(first[name].equals(second[name]) for name in first)
