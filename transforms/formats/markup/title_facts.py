"""What a title says beside the name of an episode: its number, its season, its guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.formats.prose.guests import guests_in_title, merge_people
from transforms.formats.prose.title_facts import episode_number, season_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from transforms.parsed import ParsedEpisode


def add_title_facts(episode: ParsedEpisode, place: Callable[[int, int], tuple[int, int]]) -> None:
    """Add number, season and guests that the title names where the record itself names none.

    `place` turns offsets into the title into offsets of the document. People named twice become one entry.
    """
    facts = episode.facts
    if facts.title is None:
        return
    if facts.episode_number is None:
        facts.episode_number = episode_number(facts.title)
    if facts.season is None:
        facts.season = season_number(facts.title)
    for guest in guests_in_title(facts.title, 0):
        start, end = place(guest.doc_start, guest.doc_end)
        episode.people.append(guest._replace(doc_start=start, doc_end=end))
    episode.people = merge_people(episode.people)
