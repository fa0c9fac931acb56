"""Which voice is which member of the cast: by the weight of the evidence, and nobody where it does not decide."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from transforms.fold import match_key
from transforms.people.choosing import DECIDES, Choice
from transforms.people.label_kinds import FEW_TURNS, PART_KINDS, variants
from transforms.people.names import initials
from transforms.people.roles import leanings, said_role
from transforms.people.weighing import weigh_text, weigh_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.people.cast import Cast, Member
    from transforms.people.choosing import Weights
    from transforms.people.dossiers import Dossier, Voice
    from transforms.people.label_kinds import Label
    from transforms.people.names import Forms
    from transforms.people.presence import Method

_SMALL_PART = 0.02
_ROLES_AGREE = 0.25
# A single name, only heard, says less than a full one: it takes more to give it to a number.
_SINGLE = 1.9
_LARGE_PART = 0.05
_UNNAMED_KINDS = frozenset(("number", "host", "guest"))
_MOST_WEIGHED = 200
# Measured by tests/bench/reliability_naming.py.
_LAST_ONES, _BEGIN_ALIKE = 0.82, 0.85
_LEANS, _SPEAKS_AGAINST = 0.3, -1.0


class Match(NamedTuple):
    """A voice (number of its label) and the member it is (number in the cast), by which method and how surely."""

    label: int
    member: int
    method: Method
    confidence: float


def match_voices(
    dossier: Dossier, voices: Sequence[Voice], labels: Sequence[Label], cast: Cast, forms: Forms
) -> list[Match]:
    """Return the voices that are somebody; several may be one member where their labels say so."""
    weighed = _weighed(voices, labels)
    text, told = weigh_text(labels, weighed, cast, forms), weigh_told(dossier, labels, cast)
    lean = leanings(dossier, voices, labels)
    weights = {
        number: [
            text[number][place]
            + told.get((number, place), 0.0)
            + _ROLES_AGREE * lean[number] * said_role(member)
            + _prior(member)
            for place, member in enumerate(cast.members)
        ]
        for number in weighed
    }
    matches = _choose(weights, text, told, voices, labels, cast)
    matches += _left_over(matches, weights, voices, labels, cast, lean)
    return [*matches, *_slips(matches, voices, labels, cast)]


def _weighed(voices: Sequence[Voice], labels: Sequence[Label]) -> list[int]:
    """Return the labels that may be somebody of the cast: of very many only those that speak most."""
    numbers = [number for number, label in enumerate(labels) if label.kind not in PART_KINDS]
    return sorted(sorted(numbers, key=lambda number: -voices[number].word_count)[:_MOST_WEIGHED])


def _prior(member: Member) -> float:
    if member.source == "record":
        return 0.8 if member.is_present else -0.5
    return {"label": 0.8, "known": 0.0, "heard": 0.3}[member.source]


def _choose(
    weights: Weights, text: Weights, told: dict[tuple[int, int], float], voices: Sequence[Voice],
    labels: Sequence[Label], cast: Cast,
) -> list[Match]:  # fmt: skip
    total = sum(voice.word_count for voice in voices) or 1
    minor = {number for number in weights if voices[number].word_count < _SMALL_PART * total}
    numbers = [number for number in weights if labels[number].kind == "number"]
    single = [place for place, member in enumerate(cast.members) if not member.name.is_full]
    partial = {(number, place) for number in numbers for place in single}
    chosen = Choice(weights, text, told, minor, partial).choose(_SINGLE)
    return [
        Match(number, place, _method(text[number][place], told.get((number, place), 0.0)), _sure(margin))
        for (number, place), margin in chosen.items()
    ]


def _method(text: float, told: float) -> Method:
    if text >= DECIDES:
        return "label"
    return "introduction" if told >= 5 else "addressed" if told > 0 else "inferred"


def _sure(margin: float) -> float:
    return round(1 / (1 + math.exp(-(0.6 + 0.55 * margin))), 3)


def _left_over(
    matches: Sequence[Match], weights: Weights, voices: Sequence[Voice], labels: Sequence[Label],
    cast: Cast, lean: Sequence[float],
) -> list[Match]:  # fmt: skip
    """Match the one voice and the one member that are left, where initials or roles do not speak against it."""
    used, known = {match.member for match in matches}, {match.label for match in matches}
    least = _LARGE_PART * (sum(voice.word_count for voice in voices) or 1)
    silent = [number for number in range(len(labels)) if number not in known and voices[number].word_count >= least]
    missing = [place for place, member in enumerate(cast.members) if place not in used and _is_there(member)]
    found: list[Match] = []
    for number in [number for number in silent if labels[number].kind == "initials"]:
        fitting = [place for place in missing if _begins_alike(labels[number], cast.members[place])]
        rivals = [
            other
            for other in silent
            if labels[other].kind == "initials" and labels[other].text[0] == labels[number].text[0]
        ]
        if len(fitting) == 1 and len(rivals) == 1:
            found.append(Match(number, fitting[0], "inferred", _BEGIN_ALIKE))
    return [*found, *_last_ones(found, silent, missing, weights, labels, cast, lean)]


def _last_ones(
    found: Sequence[Match], silent: Sequence[int], missing: Sequence[int], weights: Weights, labels: Sequence[Label],
    cast: Cast, lean: Sequence[float],
) -> Iterator[Match]:  # fmt: skip
    """Yield the one voice and the one member that are left on the side of the guests, then on that of the hosts."""
    used = {match.member for match in found}
    unnamed = [number for number in silent if labels[number].kind in _UNNAMED_KINDS]
    left = [place for place in missing if place not in used]
    sides: list[tuple[list[int], list[int]]] = [
        (
            [number for number in unnamed if lean[number] * sign > _LEANS],
            [place for place in left if _is_on_side(cast.members[place], sign)],
        )
        for sign in (-1, 1)
    ]
    if len(unnamed) == len(left) == 1 and said_role(cast.members[left[0]]) * lean[unnamed[0]] >= -_LEANS:
        sides.append((unnamed, left))
    done: set[int] = set()
    for voices, members in sides:
        is_pair = len(voices) == len(members) == 1 and done.isdisjoint(voices)
        if is_pair and weights[voices[0]][members[0]] > _SPEAKS_AGAINST:
            done.add(voices[0])
            yield Match(voices[0], members[0], "inferred", _LAST_ONES)


def _is_on_side(member: Member, sign: int) -> bool:
    said = said_role(member)
    return said * sign > 0 or (sign < 0 and said == 0)


def _begins_alike(label: Label, member: Member) -> bool:
    return initials(member.name)[:1] == label.text[:1].casefold()


def _slips(matches: Sequence[Match], voices: Sequence[Voice], labels: Sequence[Label], cast: Cast) -> list[Match]:
    """Match labels that are slips of the pen for another, and rare initials that fit one member by their ends."""
    known = {match.label: match for match in matches}
    bases = variants(labels, voices)
    found = [
        Match(number, known[base].member, "label", 0.85)
        for number, base in bases.items() if number not in known and base in known
    ]  # fmt: skip
    done = known.keys() | {match.label for match in found}
    for number, label in enumerate(labels):
        if number not in done and label.kind == "initials" and voices[number].turn_count <= FEW_TURNS:
            fitting = _fitting(label, cast)
            if len(fitting) == 1:
                found.append(Match(number, fitting.pop(), "label", 0.7))
    return found


def _fitting(label: Label, cast: Cast) -> set[int]:
    """Return the members whose initials begin or end like a label's: one, where it can be a slip for him alone."""
    letters = match_key(label.text)
    own = [initials(member.name) for member in cast.members]
    return {
        place
        for place, text in enumerate(own)
        if text[:1] == letters[:1] or (len(letters) > 1 and text[-1:] == letters[-1:])
    }


def _is_there(member: Member) -> bool:
    return (member.source == "record" and member.is_present) or member.introduced > 0
