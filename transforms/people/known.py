"""Who is known of a show from all of its episodes: regular hosts, guests that come back, the labels they go by."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from transforms.people.names import parse_name
from transforms.people.sounds import sound_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.people.names import Name

_SURE = 0.75
# Recognisers hear a name wrong in the same way twice, but seldom the third time.
_TWICE, _OFTEN = 2, 3
# Who comes back is looked for in every episode; nobody has more regulars than this.
_MOST_REGULARS = 48
# A sound that more names of a show share tells nothing.
_MOST_OF_ONE_SOUND = 12


class Known(NamedTuple):
    """Somebody known from a show: the shares of its episodes that he hosts and is a guest of, and how many those are.

    `labels` are those that stand for him and for nobody else in the show; `is_borne` says whether a document writes
    the name, and it was not only heard; `is_only` whether nobody else in the show has that given name.
    """

    name: str
    host_share: float
    guest_share: float
    episode_count: int
    labels: frozenset[str] = frozenset()
    is_borne: bool = False
    is_only: bool = True


@dataclass(slots=True)
class KnownPeople:
    """The people known of one show: those who come back, and all others by the sound of their names."""

    regulars: list[Known] = field(default_factory=list)
    visitors: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def near(self, names: Iterable[Name]) -> Iterator[Known]:
        """Yield the regulars, then the visitors one of whose names sounds like one of the full `names`."""
        yield from self.regulars
        sounds = {sound_key(part) for name in names if name.is_full for part in (name.given, name.keys[-1])}
        found = {
            one.name: one
            for sound in sorted(sounds & self.visitors.keys())
            if len(self.visitors[sound]) <= _MOST_OF_ONE_SOUND
            for one in self.visitors[sound]
        }
        yield from (found[name] for name in sorted(found))


@dataclass(slots=True)
class _Seen:
    names: Counter[str] = field(default_factory=Counter)
    hosting: set[str] = field(default_factory=set)
    visiting: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    is_borne: bool = False

    @property
    def is_back(self) -> bool:
        """Whether it is somebody who comes back under that name: often enough, where it was only heard."""
        return len(self.hosting | self.visiting) >= (_TWICE if self.is_borne else _OFTEN)


def known_people(found: pl.DataFrame, episodes: pl.DataFrame) -> dict[str, KnownPeople]:
    """Return for each show of several episodes who is known from them, the most frequent first.

    `found` is who was found in each episode on its own (`present.PRESENT`, and `episode_id` and `show`); `episodes`
    has (show, episode_id) of all with a transcript. A single name counts for the one full name of the show that it can
    be short for. Somebody is known who is in two episodes, or in one under a full name that a document writes.
    """
    counts = dict(episodes.group_by("show").agg(pl.col("episode_id").n_unique()).iter_rows())
    sure = found.filter(pl.col("show").is_not_null(), pl.col("kind") == "person", pl.col("confidence") >= _SURE)
    several = sure.filter(pl.col("name").is_not_null(), pl.col("episode_id").n_unique().over("show") > 1)
    shows: dict[str, dict[str, _Seen]] = defaultdict(lambda: defaultdict(_Seen))
    columns = ("show", "key", "name", "episode_id", "role", "labels", "is_borne")
    for show, key, name, episode_id, role, labels, is_borne in several.select(columns).iter_rows():
        seen = shows[show][key]
        seen.names[name] += 1
        (seen.hosting if role == "host" else seen.visiting).add(episode_id)
        seen.labels.update(labels)
        seen.is_borne |= is_borne
    return {show: _known_of(people, counts.get(show, 0)) for show, people in shows.items()}


def _known_of(people: dict[str, _Seen], episode_count: int) -> KnownPeople:
    known = KnownPeople()
    for one, name in sorted(_summed(people, episode_count), key=lambda pair: (-pair[0].episode_count, pair[0].name)):
        if one.episode_count > 1 and len(known.regulars) < _MOST_REGULARS:
            known.regulars.append(one)
        elif name.is_full:
            for sound in {sound_key(name.given), sound_key(name.keys[-1])}:
                known.visitors[sound].append(one)
    return known


def _summed(people: dict[str, _Seen], episode_count: int) -> Iterator[tuple[Known, Name]]:
    parsed = {key: name for key, seen in people.items() if (name := parse_name(_best(seen.names))) is not None}
    by_given: dict[str, list[str]] = defaultdict(list)
    for key, name in parsed.items():
        if name.is_full:
            by_given[name.given].append(key)
    for key in [key for key, name in parsed.items() if not name.is_full]:
        full = _meant(by_given.get(parsed[key].given, []), people)
        if full is not None and (people[full].is_back or people[key].hosting):
            _merge(people[full], people.pop(key))
            del parsed[key]
    owners = Counter(label for seen in people.values() for label in seen.labels)
    for key, name in parsed.items():
        seen = people[key]
        both = len(seen.hosting | seen.visiting)
        if seen.is_back or (name.is_full and seen.is_borne):
            share = max(1, episode_count, both)
            labels = frozenset(label for label in seen.labels if owners[label] == 1)
            is_only = not name.is_full or _meant(by_given[name.given], people) == key
            shares = len(seen.hosting) / share, len(seen.visiting) / share
            yield Known(name.text, *shares, both, labels, seen.is_borne, is_only), name


def _meant(full: list[str], people: dict[str, _Seen]) -> str | None:
    """Return whom a single name means of those who bear it: the only one, or a host among people seen once.

    A guest who was there once is not meant: many guests have one given name.
    """
    hosts = [key for key in full if people[key].hosting and (people[key].is_borne or people[key].is_back)]
    if len(full) == 1:
        return full[0] if hosts or people[full[0]].is_back else None
    return hosts[0] if len(hosts) == 1 and not any(people[key].is_back for key in full if key not in hosts) else None


def _merge(into: _Seen, other: _Seen) -> None:
    into.hosting |= other.hosting
    into.visiting |= other.visiting
    into.labels.update(other.labels)


def _best(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], -len(name), name))
