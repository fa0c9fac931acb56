"""Annotations on a time line: the tiers of ELAN (.eaf) and EXMARaLDA (.exb), the contributions of FOLKER."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.xml_document import account_markup, account_texts, read_tree
from transforms.formats.markup.xml_times import parse_time
from transforms.formats.markup.xml_units import words_of
from transforms.labels import is_generic
from transforms.parsed import Facts, Parsed, ParsedEpisode, Person, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document
    from transforms.formats.markup.tree import Node

NAME = "tiers"
MEDIA_TYPE = "application/xml"
_UNNAMED = frozenset({"default", "default-tier", "transcription", "text", "tier", "utterance", "words"})


class _Stretch(NamedTuple):
    """An annotation: its words, whose they are, when, and where they stand."""

    start_ms: int | None
    end_ms: int | None
    label: str | None
    text: str
    start: int
    end: int


def sniff(document: Document) -> float:
    """Return how likely the document has such annotations, by its root element."""
    return 0.98 if read_prolog(document.head).root in _READERS else 0.0


def parse(document: Document) -> Parsed:
    """Return one episode: the annotations of all speakers in the order in which they begin.

    Tiers that only describe another one (translations, glosses, parts of words) are not speech.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    root = read_tree(NAME, document, parsed)
    if isinstance(root, Parsed):
        return root
    stretches = [*_READERS.get(read_prolog(document.head).root, _exmaralda)(parsed, root)]
    stretches.sort(key=lambda stretch: stretch.start_ms if stretch.start_ms is not None else -1)
    if not stretches:
        return rejected(NAME, "no_segments", "document", document.head[:120], "no annotation of a speaker has words")
    episode = ParsedEpisode(0, len(document.text), Facts())
    for item in stretches:
        episode.speech.add(item.text, item.start, item.end, label=item.label, start_ms=item.start_ms,
                           end_ms=item.end_ms)  # fmt: skip
    _add_people(episode, stretches)
    account_markup(parsed, root, len(document.text))
    for head in root.descendants("header", "head", "property", "linguistic_type", "controlled_vocabulary"):
        account_texts(parsed, head, "metadata")
    parsed.episodes.append(episode)
    return parsed


def _elan(parsed: Parsed, root: Node) -> Iterator[_Stretch]:
    times = {}
    for slot in root.descendants("time_slot"):
        value = slot.get("time_value") or ""
        times[slot.get("time_slot_id")] = int(value) if value.isdecimal() and len(value) < 12 else None
    for tier in root.descendants("tier"):
        spoken = tier.get("parent_ref") is None
        name = tier.get("participant", "tier_id")
        label = name if name and name.lower() not in _UNNAMED else None
        for node in tier.descendants("alignable_annotation", "ref_annotation"):
            start, end = times.get(node.get("time_slot_ref1")), times.get(node.get("time_slot_ref2"))
            if spoken and node.local == "alignable_annotation":
                yield from _stretch(node, label, start, end)
            else:
                account_texts(parsed, node, "ignored")


def _exmaralda(parsed: Parsed, root: Node) -> Iterator[_Stretch]:
    times = {node.get("id"): parse_time(node.get("time") or "") for node in root.descendants("tli")}
    names = {}
    for speaker in root.descendants("speaker"):
        abbreviation = speaker.child("abbreviation")
        names[speaker.get("id")] = (abbreviation.text() if abbreviation is not None else "") or speaker.get("id")
    for tier in root.descendants("tier"):
        label = names.get(tier.get("speaker"))
        for node in tier.descendants("event"):
            if tier.get("type") in {"t", None}:
                yield from _stretch(node, label, times.get(node.get("start")), times.get(node.get("end")))
            else:
                account_texts(parsed, node, "ignored")


def _folker(parsed: Parsed, root: Node) -> Iterator[_Stretch]:
    times = {node.get("timepoint-id"): parse_time(node.get("absolute-time") or "")
             for node in root.descendants("timepoint")}  # fmt: skip
    names = {}
    for speaker in root.descendants("speaker"):
        name = speaker.child("name")
        names[speaker.get("speaker-id")] = (name.text() if name is not None else "") or speaker.get("speaker-id")
        account_texts(parsed, speaker, "metadata")
    for node in root.descendants("contribution"):
        label = names.get(node.get("speaker-reference"))
        for part in [*node.descendants("segment", "unparsed")] or [node]:
            text, start, end = words_of(part).tight()
            if text:
                first, last = times.get(part.get("start-reference")), times.get(part.get("end-reference"))
                yield _Stretch(first, last, label, text, start, end)


_READERS = {"annotation_document": _elan, "basic-transcription": _exmaralda, "folker-transcription": _folker}


def _stretch(node: Node, label: str | None, start_ms: int | None, end_ms: int | None) -> Iterator[_Stretch]:
    text, start, end = node.spanned().tight()
    if text:
        yield _Stretch(start_ms, end_ms, label, text, start, end)


def _add_people(episode: ParsedEpisode, stretches: list[_Stretch]) -> None:
    seen: set[str] = set()
    for item in stretches:
        if item.label and item.label not in seen and " " in item.label and not is_generic(item.label):
            seen.add(item.label)
            episode.people.append(Person(item.label, None, item.label, item.start, item.end, label=item.label))
