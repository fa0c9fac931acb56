"""From what was read of a record to an episode: its facts, people, chapters and speech."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.formats.records.chapter_list import chapters_in
from transforms.formats.records.episode_record import is_episode
from transforms.formats.records.facts import Found, add_facts, settle
from transforms.formats.records.notes import add_notes
from transforms.formats.records.people import people_of
from transforms.parsed import Account, ParsedEpisode, Person
from transforms.time_audit import audit_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.formats.records.context import Context
    from transforms.formats.records.node import Node
    from transforms.formats.records.shape import Reading

# A stated length is rounded, and what is said in its last second may begin after it.
_ROUNDING_MS = 2_000
# Objects in a record that say more of the episode itself.
_INNER = ("episode", "metadata", "meta", "info", "media", "data", "item")


@dataclass(slots=True)
class Made:
    """An episode and what its parts say of stretches of the document."""

    episode: ParsedEpisode
    roles: list[tuple[int, int, Account]] = field(default_factory=list)


def make_episode(node: Node, reading: Reading | None, around: Sequence[Node], context: Context) -> Made:
    """Return the episode that a record is about; `around` are the objects it stands in, which speak of its show."""
    made = Made(ParsedEpisode(node.start, node.end))
    episode, found = made.episode, Found()
    if reading is not None:
        made.roles += reading.roles
        episode.speech, episode.marks = reading.speech, reading.marks
        audit_times(context.parsed, episode.speech)
    last_ms = max((end for end in episode.speech.end_ms if end is not None), default=None)
    about = _about(node, reading)
    for source in about:
        add_facts(found, source, context.parsed, last_ms=last_ms)
    for outer in around:
        add_facts(found, outer, context.parsed, is_show=True)
    episode.facts = settle(found, is_record=is_episode(node.value))
    _note_late_times(context, episode)
    made.roles += found.roles
    _add_chapters(made, reading, [*about, node], context)
    text = node.outline.text
    people = [
        *(reading.people if reading else ()),
        *found.people,
        *(people_of(reading.roster, text) if reading else ()),
    ]
    episode.people = people
    if found.notes is not None:
        add_notes(episode, found.notes)
    episode.people = _distinct(episode.people)
    return made


def _note_late_times(context: Context, episode: ParsedEpisode) -> None:
    length = episode.facts.duration_ms
    if length is None:
        return
    limit = length + _ROUNDING_MS
    late = [index for index, start in enumerate(episode.speech.start_ms) if start is not None and start > limit]
    if late:
        latest = episode.speech.start_ms[late[-1]]
        detail = f"up to {latest} ms, the stated length is {length} ms"
        context.parsed.warn("time_beyond_duration", f"segment {late[0]}", detail, len(late))


def _about(node: Node, reading: Reading | None) -> list[Node]:
    """Return the objects that speak of the episode: what is inside speaks of it more surely than what is around."""
    outer = [*(reading.facts_from if reading is not None else ()), node]
    inner = [box for found in outer for key in _INNER if (box := found.box(key)) is not None]
    distinct = {(found.start, found.end): found for found in (*inner, *outer) if type(found.value) is dict}
    return list(distinct.values())


def _add_chapters(made: Made, reading: Reading | None, about: Sequence[Node], context: Context) -> None:
    if reading is not None and reading.chapters:
        made.episode.chapters = reading.chapters
        return
    taken = {role[:2] for role in made.roles}
    for found in about:
        chapters, array = chapters_in(found, context.parsed)
        if array is not None:
            made.episode.chapters = chapters
            # Chapters that hold the speech itself are accounted for by it.
            made.roles += [(array.start, array.end, "chapter")] if (array.start, array.end) not in taken else []
            return


def _distinct(people: Sequence[Person]) -> list[Person]:
    """Return each person once; where a name comes again, what was unknown of it is filled in."""
    known: dict[str, Person] = {}
    for person in people:
        first = known.setdefault(person.name, person)
        known[person.name] = first._replace(
            role=first.role or person.role,
            label=first.label or person.label,
            affiliation=first.affiliation or person.affiliation,
        )
    return list(known.values())
