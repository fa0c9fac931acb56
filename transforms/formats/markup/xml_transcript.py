"""XML transcripts of any make (Podlove, SpokenData, TEI, Vocapia, ...), found by times, speakers and words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.formats.captions.shown_text import Shown, assemble_shown
from transforms.formats.markup.prolog import HTML_ROOTS, read_prolog
from transforms.formats.markup.xml_document import account_markup, account_texts, read_tree
from transforms.formats.markup.xml_times import parse_times
from transforms.formats.markup.xml_units import FEWEST_WORDS, Unit, Units, account_of
from transforms.formats.records.dates import parse_date
from transforms.labels import is_generic
from transforms.parsed import Facts, Parsed, ParsedEpisode, Person, ignored, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document
    from transforms.formats.markup.tree import Node
    from transforms.parsed import Speech

NAME = "xml_transcript"
MEDIA_TYPE = "application/xml"
_SURE = frozenset({"transcripts", "transcript", "transcription", "spokendata", "tei", "teicorpus", "audiodoc",
                   "annotation", "basic-transcription"})  # fmt: skip
_PLACEHOLDER = re.compile(r"[\W\d_]*")
_FEW = 4
_TITLES = ("title", "episodetitle", "episode_title", "headline")
_SHOWS = ("show", "podcast", "program", "programme", "series")
_DATES = ("pubdate", "published", "date", "recorded", "broadcastdate")
_FACTS = frozenset({*_TITLES, *_SHOWS, *_DATES})
_LONGEST_FACT = 300
_SENTENCE_END = re.compile(r"[.?!…。？！][\"'”’)\]]*$")
_PAUSE_MS = 2_000


def sniff(document: Document) -> float:
    """Return how likely the document is XML with speech in it, by its root; the parser looks closer."""
    prolog = read_prolog(document.head)
    if prolog.root in HTML_ROOTS or prolog.doctype == "html":
        return 0.0
    if prolog.local in _SURE or "simple-transcripts" in document.head:
        return 0.8
    if prolog.is_xml or prolog.doctype:
        return 0.6
    if not prolog.root:
        return 0.0
    # Without a declaration only an end of the root makes it XML: texts begin with tags too.
    is_closed = document.text[-200:].rstrip().lower().endswith((f"</{prolog.root}>", "/>"))
    return 0.55 if is_closed else 0.0


def parse(document: Document) -> Parsed:
    """Return one episode with a segment for each element that has times or a speaker, and words.

    Single words with times become runs of one speaker, cut at sentence ends. Times and speakers without words are
    rejected as `no_segments`; XML without either is ignored as a `data_file`, without elements it is no XML.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    root = read_tree(NAME, document, parsed)
    if isinstance(root, Parsed):
        return root
    if next(root.children(), None) is None:
        return rejected(NAME, "xml_invalid", "document", document.head[:120], "declared to be XML, without any element")
    units = Units(root).find()
    if not units:
        return ignored("xml", "data_file", len(document.text))
    if _is_placeholder(units):
        detail = f"{len(units)} stretches with times or speakers, and no words"
        return rejected(NAME, "no_segments", "document", document.head[:120], detail)
    episode = ParsedEpisode(0, len(document.text))
    _add_speech(parsed, episode.speech, units)
    if not any(episode.speech.label):
        episode.speech = _with_names(document, episode.speech)
    _add_facts(parsed, episode, root, units)
    account_markup(parsed, root, len(document.text))
    parsed.episodes.append(episode)
    return parsed


def _is_placeholder(units: list[Unit]) -> bool:
    """Return whether nothing is said: no words at all, no letters, or the same few words whenever a voice speaks."""
    texts = {unit.words.text.strip().casefold() for unit in units}
    if all(_PLACEHOLDER.fullmatch(text) for text in texts):
        return True
    voices = {unit.speaker for unit in units}
    if len(units) > _FEW and len(texts) <= len(voices) and all(len(text.split()) <= _FEW for text in texts):
        return True
    return all((unit.speaker or "").casefold() == unit.words.text.strip().casefold() for unit in units)


def _add_speech(parsed: Parsed, speech: Speech, units: list[Unit]) -> None:
    characters = sum(unit.words.length for unit in units)
    starts = parse_times([unit.start for unit in units], characters)
    ends = parse_times([unit.end for unit in units], characters)
    lengths = parse_times([unit.length for unit in units], characters)
    for unit, start, end in zip(units, starts, ends, strict=True):
        if (start is None and unit.start) or (end is None and unit.end):
            parsed.warn("time_invalid", f"character {unit.node.start}", f"{unit.start} to {unit.end}")
    for place, start in enumerate(starts):
        if ends[place] is None and start is not None and (length := lengths[place]) is not None:
            ends[place] = start + length
    texts = [unit.words.tight() for unit in units]
    for run in _runs(units, texts, starts, ends):
        first, last = run[0], run[-1]
        text = " ".join(texts[place][0] for place in run)
        speech.add(text, texts[first][1], texts[last][2], label=_label(units[first].speaker),
                   start_ms=starts[first], end_ms=ends[last])  # fmt: skip


def _with_names(document: Document, speech: Speech) -> Speech:
    """Return speech with the names before a colon in its texts as labels, the same speech where there are none."""
    rows = zip(speech.text, speech.doc_start, speech.doc_end, speech.start_ms, speech.end_ms, strict=True)
    shown = [Shown(text, [first] * len(text), [last] * len(text), start, end) for text, first, last, start, end in rows]
    named = assemble_shown(Parsed(NAME), document, shown).speech
    return named if any(named.label) else speech


def _runs(
    units: list[Unit], texts: list[tuple[str, int, int]], starts: list[int | None], ends: list[int | None]
) -> Iterator[list[int]]:
    """Yield the places of the stretches that make one segment: one, or the single words of a sentence."""
    spoken = [place for place, (text, _, _) in enumerate(texts) if text]
    are_words = sum(len(texts[place][0].split()) for place in spoken) < FEWEST_WORDS * len(spoken)
    run: list[int] = []
    for place in spoken:
        if run and (not are_words or _is_cut(units, texts, starts, ends, run[-1], place)):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _is_cut(
    units: list[Unit],
    texts: list[tuple[str, int, int]],
    starts: list[int | None],
    ends: list[int | None],
    before: int,
    after: int,
) -> bool:
    if units[before].speaker != units[after].speaker or _SENTENCE_END.search(texts[before][0]):
        return True
    end, start = ends[before], starts[after]
    return end is not None and start is not None and start - end > _PAUSE_MS


def _label(speaker: str | None) -> str | None:
    label = " ".join((speaker or "").split()).rstrip(":").rstrip()
    return label or None


def _add_facts(parsed: Parsed, episode: ParsedEpisode, root: Node, units: list[Unit]) -> None:
    places = {id(unit.node) for unit in units}
    facts = episode.facts
    for node in root.descendants():
        if id(node) in places:
            continue
        role = account_of(node.local)
        text = node.text() if node.local in _FACTS else ""
        if text and len(text) < _LONGEST_FACT:
            role = "title" if node.local in _TITLES else "metadata"
            _take(facts, node.local, text)
        if role is not None:
            account_texts(parsed, node, role)
    names = dict.fromkeys(unit.speaker for unit in units if unit.speaker and " " in unit.speaker)
    for name in names:
        unit = next(unit for unit in units if unit.speaker == name)
        if not is_generic(name):
            episode.people.append(Person(name, None, name, unit.node.start, unit.node.start_end, label=_label(name)))


def _take(facts: Facts, name: str, text: str) -> None:
    if name in _TITLES:
        facts.title = facts.title or text
    elif name in _SHOWS:
        facts.show_title = facts.show_title or text
    elif facts.published_date is None:
        facts.published_date = parse_date(text)
