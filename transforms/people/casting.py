"""Who may be there: from the record, the labels, the show's other episodes, and what is said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transforms.people.cast import Cast, Member
from transforms.people.names import parse_name, plausibility, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.people.dossiers import Dossier, Told
    from transforms.people.known import Known
    from transforms.people.label_kinds import Label
    from transforms.people.names import Forms, Name, NameWords

_INTRODUCED = frozenset(("cohost", "guest", "joined"))
_NOTED = frozenset(("noted", "noted_host"))
_CALLS = frozenset(("greeting", "thanks", "asked", "vocative"))
_SPOKEN = frozenset((
    *_INTRODUCED, "self", "named", "beside", "talk", "parting", "greeting", "thanks", "asked", "vocative",
))  # fmt: skip
_LIKELY, _BORNE, _POSSIBLE, _UNLIKELY = 0.8, 0.7, 0.45, 0.1


def make_cast(dossier: Dossier, labels: Sequence[Label], known: Iterable[Known], forms: Forms) -> Cast:
    """Return the cast of an episode; who is certain is taken in first, so that later names can be forms of theirs."""
    cast, words = Cast(forms), forms.words
    _add_recorded(cast, dossier, words)
    _add_labels(cast, labels)
    _add_known(cast, known)
    _add_noted(cast, dossier, words)
    _add_told(cast, dossier, words)
    _give_full_names(cast, dossier, words)
    return cast


def _add_recorded(cast: Cast, dossier: Dossier, words: NameWords) -> None:
    for person in sorted(dossier.recorded, key=lambda one: not one.is_present):
        name = parse_name(spelled(person.name, words))
        if name is None or not (person.is_present or plausibility(name, words) > _UNLIKELY):
            continue
        place = cast.find(name)
        if place is None:
            place = cast.add(Member(name, "record", person.is_present))
        member = cast.members[place]
        if person.role:
            member.roles[person.role] += 2 if person.is_present else 1
        member.label = member.label or person.label
        member.affiliation = member.affiliation or person.affiliation
        if member.evidence is None or (person.is_present and not member.is_present):
            member.evidence = person.evidence
            member.place = (
                (person.doc_start, person.doc_end)
                if person.doc_start is not None and person.doc_end is not None
                else None
            )
        member.is_present |= person.is_present
        member.forms[person.name] += 1
        cast.complete(place, name)


def _add_labels(cast: Cast, labels: Sequence[Label]) -> None:
    for label in sorted(labels, key=lambda one: not (one.name and one.name.is_full)):
        if label.name is None:
            continue
        place = cast.find(label.name)
        if place is None and not cast.is_anybody(label.name):
            cast.add(Member(label.name, "label", is_present=True))
        elif place is not None and cast.complete(place, label.name):
            cast.members[place].source = "label"


def _add_known(cast: Cast, known: Iterable[Known]) -> None:
    """Take in who is known of the show; a single name is completed where it can mean nobody else there."""
    for person in known:
        name = parse_name(person.name)
        if name is None:
            continue
        place = cast.find(name)
        if place is None:
            if cast.is_anybody(name):
                continue
            place = cast.add(Member(name, "known"))
        member = cast.members[place]
        is_other = name.is_full and member.name.is_full and name.key != member.name.key
        if is_other or (name.is_full and not member.name.is_full and not person.is_only):
            continue
        cast.complete(place, name)
        member.known = person


def _add_told(cast: Cast, dossier: Dossier, words: NameWords) -> None:
    """Take in who introduces himself, then who is introduced or greeted; full names before single ones."""
    spoken = _named(dossier, _SPOKEN)
    calls: Counter[str] = Counter()
    for told, name in spoken:
        calls[name.key] += told.said_count * (told.kind in _CALLS)
    for told, name in sorted(spoken, key=lambda pair: (not pair[1].is_full, pair[0].kind != "self")):
        likely = plausibility(name, words)
        place = cast.find(name)
        if place is None:
            is_enough = _is_enough(told, name, likely, is_in_place=dossier.is_in_place(told), calls=calls[name.key])
            if cast.is_anybody(name) or not is_enough:
                continue
            place = cast.add(Member(name, "heard", evidence=told.words, place=_place(told)))
        _note(cast, place, told, name, is_in_place=dossier.is_in_place(told))
    # Who was called by one name all along may be called by the full one once.
    for told, name in spoken:
        place = cast.find(name) if told.kind in _CALLS and name.is_full else None
        if place is not None and plausibility(name, words) >= _LIKELY:
            cast.complete(place, name)


def _add_noted(cast: Cast, dossier: Dossier, words: NameWords) -> None:
    """Take in who takes part according to the notes."""
    for told, name in sorted(_named(dossier, _NOTED), key=lambda pair: not pair[1].is_full):
        place = cast.find(name)
        if place is None:
            if cast.is_anybody(name) or plausibility(name, words) < (_POSSIBLE if name.is_full else _LIKELY):
                continue
            place = cast.add(Member(name, "record", evidence=told.words, place=_place(told)))
        member = cast.members[place]
        member.introduced += 1
        member.forms[name.text] += 1
        if told.kind == "noted_host":
            member.roles["host"] += 1
        cast.complete(place, name)


def _give_full_names(cast: Cast, dossier: Dossier, words: NameWords) -> None:
    """Let the full names that title, notes and chapters bear complete or repair those that were only heard."""
    for told, name in _named(dossier, frozenset(("borne",))):
        place = cast.find(name)
        likely = plausibility(name, words)
        if place is None or likely < _BORNE or (likely < _LIKELY and told.said_count < 2):
            continue
        member = cast.members[place]
        former, is_heard = member.name.text, member.source == "heard" and member.name.key != name.key
        if cast.complete(place, name) or is_heard:
            cast.rename(place, name)
            member.forms[former] += 1
            member.source = "record"


def _place(told: Told) -> tuple[int, int] | None:
    return (told.doc_start, told.doc_end) if told.doc_start is not None and told.doc_end is not None else None


def _named(dossier: Dossier, kinds: frozenset[str]) -> list[tuple[Told, Name]]:
    pairs = ((told, parse_name(told.name)) for told in dossier.told if told.kind in kinds)
    return [(told, name) for told, name in pairs if name is not None]


def _is_enough(told: Told, name: Name, likely: float, *, is_in_place: bool, calls: int) -> bool:
    """Whether what is said makes somebody new a possible member of the cast."""
    if told.kind == "self":
        return likely >= (_POSSIBLE if name.is_full else 0.3)
    if told.kind in ("named", "parting", "greeting") or told.kind in _INTRODUCED:
        return is_in_place and likely >= (_POSSIBLE if name.is_full else _LIKELY)
    if told.kind == "beside":
        return is_in_place and likely >= _LIKELY
    return likely >= _LIKELY and calls >= 2 and not name.is_full


def _note(cast: Cast, place: int, told: Told, name: Name, *, is_in_place: bool) -> None:
    member = cast.members[place]
    member.forms[name.text] += told.said_count
    if told.kind == "self" or told.kind in _CALLS or (told.kind in _INTRODUCED and is_in_place):
        cast.complete(place, name)
    if told.kind in _INTRODUCED and is_in_place:
        member.introduced += 1
        if told.kind != "joined":
            member.roles["host" if told.kind == "cohost" else "guest"] += 1
        if member.evidence is None:
            member.evidence, member.place = told.words, _place(told)
    if told.kind == "parting" and is_in_place:
        member.introduced += 1
    member.affiliation = member.affiliation or (told.affiliation if told.kind != "named" or is_in_place else None)
