"""Documents of many formats: a mention's offsets cut its words out of the raw text, wherever these stand there."""

from __future__ import annotations

import json

import pytest

from tests.mentions.documents import annotate_document

_TEXT = """Episode 12: Of Clusters

Ilse: We moved everything to   Kubernetes, and Docker is next.
Orlen: We did the same with Hugging
Face and PyTorch — and Kubernetes again.
Ilse: So Kubernetes it is.
"""
_MARKDOWN = """---
title: Of Clusters
---

## Transcript

**Ilse:** We moved *everything* to **Kubernetes**, and [Docker](https://example.org/docker) is next.

**Orlen:** We did the same with `PyTorch` & \\*Redis\\*, then Kubernetes again.

**Ilse:** So Docker it is, and OpenAI too.
"""
_SRT = """1
00:00:01,000 --> 00:00:04,000
We moved everything to Hugging

2
00:00:04,000 --> 00:00:08,000
Face and <i>Kubernetes</i>,
and <b>Docker</b> is next.

3
00:00:08,000 --> 00:00:12,000
Tom &amp; I like New
York and Kubernetes.
"""
_VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ilse>We moved to <c.loud>Kubernetes</c> and R&amp;D did.

NOTE Kubernetes is not said here

00:00:04.000 --> 00:00:08.000
<v Orlen>And <00:00:05.000>Docker <00:00:06.000>and Kubernetes.
"""
_HTML = """<html><body><h1>Of Clusters</h1><p><b>Ilse:</b> We moved to <a href="https://k.example">Kubernetes</a>,
and <em>Docker</em> is&nbsp;next.</p><p><b>Orlen:</b> Then Kubernetes &amp; PyTorch.</p>
<p><b>Ilse:</b> So be it, Docker.</p></body></html>
"""
_LITERAL = [
    ("talk.txt", _TEXT, ["Kubernetes", "Docker", "PyTorch", "Kubernetes", "Kubernetes"]),
    ("talk.md", _MARKDOWN, ["Kubernetes", "Docker", "PyTorch", "Redis", "Kubernetes", "Docker", "OpenAI"]),
    ("talk.srt", _SRT, ["Kubernetes", "Docker", "Kubernetes"]),
    ("talk.vtt", _VTT, ["Kubernetes", "Docker", "Kubernetes"]),
    ("talk.html", _HTML, ["Kubernetes", "Docker", "Kubernetes", "PyTorch", "Docker"]),
]


@pytest.mark.parametrize(("name", "text", "surfaces"), _LITERAL, ids=[name for name, *_ in _LITERAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_offsets_cut_the_words_out_of_the_document(name: str, text: str, surfaces: list[str], encoding: str) -> None:
    found = annotate_document(text.encode(encoding), name)
    assert {(surface, surface) for surface in surfaces} <= set(found.cuts())
    whole = [(surface, cut) for surface, cut in found.cuts() if surface in surfaces]
    assert [surface for surface, _ in whole] == surfaces
    assert all(surface == cut for surface, cut in whole)


@pytest.mark.parametrize(("name", "text", "surfaces"), _LITERAL, ids=[name for name, *_ in _LITERAL])
def test_offsets_of_mentions_ascend(name: str, text: str, surfaces: list[str]) -> None:
    rows = annotate_document(text.encode(), name).mentions
    places = rows.select("doc_start", "doc_end").rows()
    assert places == sorted(places)
    assert all(start < end for start, end in places)


def test_a_name_over_the_end_of_a_cue_covers_both_parts_and_what_is_between() -> None:
    cuts = dict(annotate_document(_SRT.encode(), "talk.srt").cuts())
    assert cuts["Hugging Face"].startswith("Hugging\n")
    assert cuts["Hugging Face"].endswith("\nFace")
    assert cuts["New York"] == "New\nYork"


def test_a_line_break_in_a_name_is_in_what_it_covers() -> None:
    assert ("Hugging Face", "Hugging\nFace") in annotate_document(_TEXT.encode(), "talk.txt").cuts()


def test_words_in_json_are_found_where_they_are_written() -> None:
    text = json.dumps(
        {"segments": [{"start": 0, "end": 4, "text": " We moved to Kubernetes, said \"Docker\"."},
                      {"start": 4, "end": 9, "text": " Then Zo\u00eb and Kubernetes."}]}
    )  # fmt: skip
    cuts = annotate_document(text.encode(), "talk.json").cuts()
    assert [cut for surface, cut in cuts if surface == "Kubernetes"] == ["Kubernetes", "Kubernetes"]
    assert ("Docker", "Docker") in cuts


def test_the_record_of_a_document_lends_its_names_to_its_speech() -> None:
    text = """---
title: "Ilse Varga on Debear"
description: |
  In this episode we talk with her about how she came to build Debear when she was still working at the old office
  of Tavrix, and about everything that the people behind the Lorrimax project have learned from it since then.
---

Orlen: So you built it and then Tavrics went on with Laurimax, didn't it?

Ilse: Yes, Debear came first, then Tavrix.
"""
    found = annotate_document(text.encode(), "talk.md")
    methods = {row[0]: row[1] for row in found.mentions.select("surface", "match_method").iter_rows()}
    assert methods["Debear"] == methods["Tavrix"] == "exact"
    assert methods["Laurimax"] == "notes"
    # It is said as well as noted.
    assert methods["Tavrics"] in {"spelling", "sound"}
    assert all(surface == cut for surface, cut in found.cuts())
