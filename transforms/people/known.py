"""Who is known of a show from all of its episodes: regular hosts, guests that come back, the labels they go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.people.dossiers import Dossier
    from transforms.people.episode import Present
    from transforms.people.names import Name

_SURE = 0.75


class Known(NamedTuple):
    """Somebody known from a show: the shares of its episodes that he hosts and is a guest of, and how many those are.

    `labels` are those that stand for him and for nobody else in the show; `is_borne` says whether a document writes
    the name, and it was not only heard.
    """

    name: str
    host_share: float
    guest_share: float
    episode_count: int
    labels: frozenset[str] = frozenset()
    is_borne: bool = False


@dataclass(slots=True)
class _Seen:
    names: Counter[str] = field(default_factory=Counter)
    hosting: set[str] = field(default_factory=set)
    visiting: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    is_borne: bool = False


def known_people(found: Iterable[tuple[Dossier, Sequence[Present]]]) -> dict[str, list[Known]]:
    """Return for each show who is known from its episodes, the most frequent first.

    `found` is who was found in each episode on its own. A single name counts for the one full name of the show that
    it can be short for. Somebody is known who is in two episodes, or in one under a full name that a document writes.
    """
    shows: dict[str, dict[str, _Seen]] = defaultdict(lambda: defaultdict(_Seen))
    episodes: dict[str, set[str]] = defaultdict(set)
    parsed: dict[str, Name] = {}
    for dossier, presents in found:
        if dossier.show is None:
            continue
        if dossier.voices:
            episodes[dossier.show].add(dossier.episode_id)
        for present in presents:
            if present.name is not None and present.kind == "person" and present.confidence >= _SURE:
                parsed[present.name.key] = present.name
                _count(shows[dossier.show][present.name.key], present.name, dossier, present)
    return {
        show: sorted(_summed(people, parsed, len(episodes[show])), key=lambda one: (-one.episode_count, one.name))
        for show, people in shows.items()
    }


def _count(seen: _Seen, name: Name, dossier: Dossier, present: Present) -> None:
    seen.names[name.text] += 1
    (seen.hosting if present.role == "host" else seen.visiting).add(dossier.episode_id)
    seen.labels.update(present.labels)
    seen.is_borne |= present.is_borne


def _summed(people: dict[str, _Seen], parsed: dict[str, Name], episode_count: int) -> Iterable[Known]:
    by_given: dict[str, list[str]] = defaultdict(list)
    for key in people:
        if parsed[key].is_full:
            by_given[parsed[key].given].append(key)
    for key in [key for key in people if not parsed[key].is_full]:
        full = by_given.get(parsed[key].given, [])
        if len(full) == 1:
            _merge(people[full[0]], people.pop(key))
    owners = Counter(label for seen in people.values() for label in seen.labels)
    for key, seen in people.items():
        both = len(seen.hosting | seen.visiting)
        if both > 1 or (parsed[key].is_full and seen.is_borne):
            share = max(1, episode_count, both)
            labels = frozenset(label for label in seen.labels if owners[label] == 1)
            yield Known(
                _best(seen.names), len(seen.hosting) / share, len(seen.visiting) / share, both, labels, seen.is_borne
            )


def _merge(into: _Seen, other: _Seen) -> None:
    into.hosting |= other.hosting
    into.visiting |= other.visiting
    into.labels.update(other.labels)


def _best(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))
