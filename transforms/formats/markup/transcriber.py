"""Transcriber files (.trs): turns of one or several speakers, cut at synchronisation points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.markup.prolog import read_prolog
from transforms.formats.markup.spanned import Spanned
from transforms.formats.markup.tree import Node, Text
from transforms.formats.markup.xml_document import account_markup, read_tree
from transforms.formats.markup.xml_times import parse_time
from transforms.labels import is_generic
from transforms.parsed import Chapter, Facts, Parsed, ParsedEpisode, Person, rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.document import Document

NAME = "transcriber"
MEDIA_TYPE = "application/x-transcriber+xml"
_UNTITLED = frozenset({"", "filler", "nontrans", "report"})


def sniff(document: Document) -> float:
    """Return how likely the document is a Transcriber file, by its root element."""
    return 0.98 if read_prolog(document.head).root == "trans" else 0.0


def parse(document: Document) -> Parsed:
    """Return one episode with a segment for each stretch between synchronisation points and speakers.

    A stretch ends where the next one of its section begins, the last one with its turn. Topics of sections become
    chapters; noises, comments and background are no speech. Without any words `no_segments` is rejected.
    """
    parsed = Parsed(NAME, MEDIA_TYPE)
    root = read_tree(NAME, document, parsed)
    if isinstance(root, Parsed):
        return root
    episode = ParsedEpisode(0, len(document.text))
    names = {node.get("id"): node.get("name") for node in root.descendants("speaker")}
    for turn in root.descendants("turn"):
        _add_turn(parsed, episode, turn, names)
    if not len(episode.speech):
        return rejected(NAME, "no_segments", "document", document.head[:120], "no turn has words")
    _add_facts(episode, root)
    account_markup(parsed, root, len(document.text))
    parsed.episodes.append(episode)
    return parsed


class _Stretch(NamedTuple):
    words: Spanned
    start_ms: int | None
    end_ms: int | None
    who: int


def _add_turn(parsed: Parsed, episode: ParsedEpisode, turn: Node, names: dict[str | None, str | None]) -> None:
    """Add the stretches of a turn; `<Who nb="2"/>` says which of several speakers who talk at once a text is of."""
    speakers = [names.get(key) or key for key in (turn.get("speaker") or "").split()]
    for stretch in _stretches(turn):
        text, start, end = stretch.words.tight()
        if not text:
            continue
        label = speakers[stretch.who] if stretch.who < len(speakers) else None
        episode.speech.add(text, start, end, label=label, start_ms=stretch.start_ms, end_ms=stretch.end_ms)
    for node in turn.descendants("sync"):
        if parse_time(node.get("time") or "") is None:
            parsed.warn("time_invalid", f"character {node.start}", f"Sync: {node.get('time')}")


def _stretches(turn: Node) -> Iterator[_Stretch]:
    points = [parse_time(node.get("time") or "") for node in turn.children() if node.local == "sync"]
    ends = iter([*points[1:], parse_time(turn.get("endtime") or "")] if points else [])
    start, end = parse_time(turn.get("starttime") or ""), parse_time(turn.get("endtime") or "")
    words, who = Spanned(), 0
    for part in turn.content:
        if isinstance(part, Text):
            words.add(*part)
        elif part.local in {"sync", "who"}:
            yield _Stretch(words, start, end, who)
            words = Spanned()
            if part.local == "who":
                number = part.get("nb") or "1"
                who = int(number) - 1 if number.isdecimal() and 0 < int(number[:6]) < 100 else 0
            else:
                start, end = parse_time(part.get("time") or ""), next(ends, None)
                who = 0
        elif part.local not in {"event", "comment", "background"}:
            for text in part.texts():
                words.add(*text)
    yield _Stretch(words, start, end, who)


def _add_facts(episode: ParsedEpisode, root: Node) -> None:
    topics = {node.get("id"): node.get("desc") for node in root.descendants("topic")}
    head = next(root.descendants("episode"), root)
    trans = next(root.children(), root)
    episode.facts = Facts(show_title=head.get("program"), language=trans.get("xml:lang"))
    spoken = set(episode.speech.label)
    for node in root.descendants("speaker"):
        name = node.get("name")
        if name and name in spoken and not is_generic(name):
            episode.people.append(Person(name, None, name, node.start, node.end, label=name))
    for section in root.descendants("section"):
        title = topics.get(section.get("topic"))
        if title and title.lower() not in _UNTITLED:
            time = parse_time(section.get("starttime") or "")
            episode.chapters.append(Chapter(time, title, section.start, section.start_end))
