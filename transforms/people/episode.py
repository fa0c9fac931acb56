"""Who is present in one episode, from its dossier: names, roles, labels, and what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.people.cast import make_cast
from transforms.people.label_kinds import read_labels
from transforms.people.matching import match_voices
from transforms.people.roles import leanings, said_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.parsed import Role
    from transforms.people.cast import Cast, Member
    from transforms.people.dossiers import Dossier, Voice
    from transforms.people.known import Known
    from transforms.people.label_kinds import Label
    from transforms.people.matching import Match, Method
    from transforms.people.names import Name, NameWords

SpeakerKind = Literal["person", "group", "machine", "unnamed"]
_PART_ROLES = frozenset(("aside", "crowd", "machine"))
_PRESENT_BY_RECORD = 0.8


class Present(NamedTuple):
    """Somebody present in an episode: a member of its cast, or a voice that is nobody known.

    `labels` are the transcript labels of the voice; `forms` the names heard or written for it.
    """

    name: Name | None
    kind: SpeakerKind
    role: Role
    labels: tuple[str, ...]
    forms: tuple[str, ...]
    method: Method
    confidence: float
    evidence: str | None
    doc_start: int | None
    doc_end: int | None
    affiliation: str | None
    is_borne: bool


def who_is_present(dossier: Dossier, known: Iterable[Known], words: NameWords) -> list[Present]:
    """Return who is present in an episode, voices in order of their first turn, then those without a voice."""
    voices = [voice for voice in dossier.voices if voice.speaker_label is not None]
    labels = read_labels([voice.speaker_label or "" for voice in voices], words)
    cast = make_cast(dossier, labels, known, words)
    matches = match_voices(dossier, voices, labels, cast, words)
    lean = leanings(dossier, voices, labels)
    by_label = {match.label: match for match in matches}
    roles = _roles(voices, labels, cast, by_label, lean)
    found = [
        _voiced(place, cast, [match for match in matches if match.member == place], voices, roles)
        for place in dict.fromkeys(by_label[number].member for number in range(len(labels)) if number in by_label)
    ]
    found += [
        _nobody(labels[number], voice, roles[number]) for number, voice in enumerate(voices) if number not in by_label
    ]
    spoken = {match.member for match in matches}
    found += [
        _unvoiced(member, cast)
        for place, member in enumerate(cast.members)
        if place not in spoken and _is_said_to_be_there(member, dossier, labels, by_label)
    ]
    return found


def _is_said_to_be_there(member: Member, dossier: Dossier, labels: Sequence[Label], matched: dict[int, Match]) -> bool:
    """Whether somebody without a voice is there: the record says so, and the transcript's voices leave room for it."""
    has_room = not labels or any(
        label.kind in ("number", "host", "guest", "initials") and number not in matched
        for number, label in enumerate(labels)
    )
    if member.source == "record" and member.is_present:
        return has_room
    return False


def _roles(
    voices: Sequence[Voice], labels: Sequence[Label], cast: Cast, matched: dict[int, Match], lean: Sequence[float]
) -> list[Role]:
    """Return the role of each voice; who leads is weighed against who was invited, voices of one person together."""
    sums: dict[int, float] = {}
    for number in range(len(voices)):
        match = matched.get(number)
        key = match.member if match else -1 - number
        sums[key] = sums.get(key, said_role(cast.members[match.member]) * 1.5 if match else 0.0) + lean[number]
    total = sum(voice.word_count for voice in voices) or 1
    roles: list[Role] = []
    for number, (voice, label) in enumerate(zip(voices, labels, strict=True)):
        match = matched.get(number)
        if label.kind in _PART_ROLES or (match is None and label.kind == "number" and voice.word_count < 0.01 * total):
            roles.append("other")
        else:
            roles.append("host" if sums[match.member if match else -1 - number] > 0 else "guest")
    main = [
        number for number, voice in enumerate(voices) if roles[number] != "other" and voice.word_count > 0.02 * total
    ]
    if main and all(roles[number] != "host" for number in main):
        best = max(main, key=lambda number: lean[number])
        for number in range(len(voices)):
            if number == best or (
                best in matched and number in matched and matched[number].member == matched[best].member
            ):
                roles[number] = "host"
    return roles


def _voiced(
    place: int, cast: Cast, matches: Sequence[Match], voices: Sequence[Voice], roles: Sequence[Role]
) -> Present:
    member = cast.members[place]
    main = max(matches, key=lambda match: voices[match.label].word_count)
    voice = voices[main.label]
    labels = tuple(voices[match.label].speaker_label or "" for match in sorted(matches))
    shown = main.method != "label" and member.evidence is not None and member.place is not None
    start, end = member.place if shown and member.place else (voice.doc_start, voice.doc_end)
    return Present(
        member.name, _kind(member.name), roles[main.label], labels, tuple(member.forms), main.method, main.confidence,
        member.evidence if shown else voice.speaker_label, start, end, member.affiliation, member.source in ("record", "label"),
    )  # fmt: skip


def _nobody(label: Label, voice: Voice, role: Role) -> Present:
    kind: SpeakerKind = "machine" if label.kind == "machine" else "group" if label.kind == "crowd" else "unnamed"
    name = label.name if label.kind == "name" else None
    if name is not None:
        kind = _kind(name)
    return Present(
        name,
        kind,
        role,
        (label.text,),
        (),
        "label",
        0.9 if name else 1.0,
        label.text,
        voice.doc_start,
        voice.doc_end,
        None,
        name is not None,
    )


def _unvoiced(member: Member, cast: Cast) -> Present:
    start, end = member.place or (None, None)
    role: Role = "host" if said_role(member) > 0 else "guest"
    return Present(
        member.name, _kind(member.name), role, (), tuple(member.forms), "metadata", _PRESENT_BY_RECORD, member.evidence, start, end,
        member.affiliation, True,
    )  # fmt: skip


def _kind(name: Name) -> SpeakerKind:
    return "group" if name.text.casefold().startswith("the ") else "person"
