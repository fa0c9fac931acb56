"""How much speaks for each voice being each member of the cast, in steps of about e to one."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from transforms.people.names import initials, parse_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.people.cast import Cast, Member
    from transforms.people.dossiers import Dossier, Told
    from transforms.people.label_kinds import Label
    from transforms.people.names import Forms

Weights = dict[tuple[int, int], float]
"""By (number of the label, number of the member)."""

_TIED, _WRITTEN, _GIVEN, _SHORT, _FAMILY, _ALIKE = 12.0, 10.0, 7.0, 6.0, 6.0, 4.0
_INITIALS, _INITIAL = 6.0, 4.0
_OTHER_NAME, _OTHER_INITIAL = -12.0, -5.0
_SELF, _NAMED = 6.0, 3.0
_SPEAKS_OF = {
    "guest": -4.0, "cohost": -4.0, "joined": -3.0, "beside": -3.0, "talk": -2.0, "greeting": -4.0, "thanks": -4.5,
    "asked": -4.0, "vocative": -3.0, "parting": -3.0,
}  # fmt: skip
_SPEAKS_NEXT = {
    "greeting": 2.6, "asked": 2.0, "vocative": 0.9, "guest": 1.0, "joined": 0.8, "cohost": 1.2, "thanks": 0.5,
}  # fmt: skip
_SPOKE_BEFORE = {"greeting": 1.6, "thanks": 1.5, "vocative": 0.9, "asked": 0.6}
# Who tells the names of the hosts may be one of them.
_OURSELVES = re.compile(r"\b[Hh]osts\b|\bwe are\b|\bwe['’]re\b")
_MENTIONS, _ABSENT = -0.9, -3.0
_MOST_OF_ONE_SORT = 5.0
_NOT_SAID = frozenset(("noted", "noted_host", "borne", "show", "opening"))


def weigh_text(labels: Sequence[Label], numbers: Sequence[int], cast: Cast, forms: Forms) -> dict[int, list[float]]:
    """Return what the labels themselves say: a name, initials, or the label that the record ties to a name.

    The weights are by number of the label (of those that are wanted), and of the member.
    """
    return {
        number: _halved([_text_weight(labels[number], member, forms) for member in cast.members]) for number in numbers
    }


def _halved(row: list[float]) -> list[float]:
    """Return the weights of a label; where it stands for two members alike, it says half as much for each."""
    best = max(row, default=0.0)
    is_shared = 0 < best < _WRITTEN and row.count(best) > 1
    return [weight / 2 if is_shared and weight == best else weight for weight in row]


def _text_weight(label: Label, member: Member, forms: Forms) -> float:
    if member.known is not None and label.kind in ("name", "initials") and label.text in member.known.labels:
        return _WRITTEN
    if member.label is not None and member.label.casefold() in (label.text.casefold(), (label.aside or "").casefold()):
        return _TIED
    if label.kind == "name" and label.name is not None:
        form = forms.of(label.name, member.name)
        if form == 1:
            return _WRITTEN
        ladder = ((0.9, _GIVEN), (0.8, _SHORT), (0.75, _FAMILY), (0.6, _ALIKE))
        return next((weight for least, weight in ladder if form >= least), _OTHER_NAME)
    if label.kind == "initials":
        return _initials_weight(label.text, member)
    return 0.0


def _initials_weight(text: str, member: Member) -> float:
    letters = "".join(filter(str.isalpha, text)).casefold()
    own = initials(member.name)
    if letters in (own, own[0] + own[-1]) and len(letters) > 1:
        return _INITIALS
    if len(letters) == 1 and own.startswith(letters):
        return _INITIAL
    if letters[0] == own[0] and len(own) > 1:
        return -1.0 if len(letters) > 1 else 0.0
    return _OTHER_INITIAL


def weigh_told(dossier: Dossier, labels: Sequence[Label], cast: Cast) -> Weights:
    """Return what is said: who names himself, who speaks of or to others, who speaks next to being spoken to."""
    numbers = {label.text: number for number, label in enumerate(labels)}
    crowded = _crowded(dossier, cast)
    sums: dict[tuple[int, int, str], float] = defaultdict(float)
    for told in dossier.told:
        name = parse_name(told.name) if told.kind not in _NOT_SAID else None
        place = cast.find(name) if name is not None else None
        if place is None:
            continue
        if told.kind == "absent":
            for number in range(len(labels)):
                sums[number, place, "absent"] += _ABSENT * dossier.is_early(told)
            continue
        for number, sort, weight in _told_weights(told, numbers, is_early=dossier.is_early(told)):
            share = crowded.get((told.turn_index, told.kind), 1) if sort in ("next", "before") else 1
            sums[number, place, sort] += weight / share * (1 + math.log(told.said_count))
    weights: Weights = defaultdict(float)
    for (number, place, sort), weight in sums.items():
        most = _MOST_OF_ONE_SORT if sort != "self" else 9.0
        weights[number, place] += max(-most, min(most, weight))
    return dict(weights)


def _crowded(dossier: Dossier, cast: Cast) -> dict[tuple[int, str], int]:
    """Return how many members are spoken to in one turn in the same manner: only one of them can speak next."""
    people: dict[tuple[int, str], set[int]] = defaultdict(set)
    for told in dossier.told:
        if told.kind in _SPEAKS_NEXT:
            name = parse_name(told.name)
            place = cast.find(name) if name is not None else None
            if place is not None:
                people[told.turn_index, told.kind].add(place)
    return {key: len(places) for key, places in people.items()}


def _told_weights(told: Told, numbers: dict[str, int], *, is_early: bool) -> list[tuple[int, str, float]]:
    said_by = numbers.get(told.speaker_label or "")
    if told.kind == "mention":
        return [(said_by, "mention", _MENTIONS)] if said_by is not None and told.said_count > 1 else []
    found: list[tuple[int, str, float]] = []
    if told.kind in ("self", "named"):
        if said_by is not None:
            found.append((said_by, "self", (_SELF if told.kind == "self" else _NAMED) * (1 if is_early else 0.85)))
        return found
    if said_by is not None and not _OURSELVES.search(told.words):
        found.append((said_by, "of", _SPEAKS_OF[told.kind]))
    after, before = numbers.get(told.label_after or ""), numbers.get(told.label_before or "")
    if told.is_closing and after is not None and after != said_by:
        found.append((after, "next", _SPEAKS_NEXT.get(told.kind, 0.0)))
    if told.is_opening and before is not None and before != said_by:
        found.append((before, "before", _SPOKE_BEFORE.get(told.kind, 0.0)))
    if len(numbers) == 2 and said_by is not None and told.kind in _SPOKE_BEFORE:
        found.append((1 - said_by, "other", 0.8))
    return found
