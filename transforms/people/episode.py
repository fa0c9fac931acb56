"""Who is present in one episode, from its dossier: names, roles, labels, and what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.people.casting import make_cast
from transforms.people.label_kinds import read_labels, variants
from transforms.people.marked_voices import is_hidden
from transforms.people.matching import match_voices
from transforms.people.presence import presences
from transforms.people.present import Present
from transforms.people.roles import leanings, said_role, unlabelled_leanings, voice_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.parsed import Role
    from transforms.people.cast import Cast, Member
    from transforms.people.dossiers import Dossier, Voice
    from transforms.people.known import Known
    from transforms.people.label_kinds import Label
    from transforms.people.matching import Match
    from transforms.people.names import Forms, Name
    from transforms.people.presence import Method, Presence
    from transforms.people.present import SpeakerKind

_ROOM_KINDS = frozenset(("number", "host", "guest", "initials"))


def who_is_present(dossier: Dossier, known: Iterable[Known], forms: Forms) -> list[Present]:
    """Return who is present in an episode, voices in order of their first turn, then those without a voice."""
    voices = [voice for voice in dossier.voices if voice.speaker_label is not None]
    labels = read_labels([voice.speaker_label or "" for voice in voices], forms.words)
    slips = variants(labels, voices)
    cast = make_cast(dossier, [label for number, label in enumerate(labels) if number not in slips], known, forms)
    matches = match_voices(dossier, voices, labels, cast, forms)
    lean = leanings(dossier, voices, labels)
    by_label = {match.label: match for match in matches}
    roles = voice_roles(voices, labels, cast, {match.label: match.member for match in matches}, lean)
    found = [
        _voiced(place, cast, [match for match in matches if match.member == place], voices, roles)
        for place in dict.fromkeys(by_label[number].member for number in range(len(labels)) if number in by_label)
    ]
    found += [
        _nobody(labels[number], voice, roles[number]) for number, voice in enumerate(voices) if number not in by_label
    ]
    spoken = {match.member for match in matches}
    has_room = not labels or any(
        label.kind in _ROOM_KINDS and number not in by_label for number, label in enumerate(labels)
    )
    there = presences(dossier, cast, is_labelled=bool(labels), has_room=has_room)
    leads = unlabelled_leanings(dossier, cast) if not labels else {}
    return found + [
        _unvoiced(cast.members[place], how, leads.get(place, 0.0))
        for place, how in there.items() if place not in spoken
    ]  # fmt: skip


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
        member.evidence if shown else _shown(voice), start, end, member.affiliation,
        member.source in ("record", "label"),
    )  # fmt: skip


def _nobody(label: Label, voice: Voice, role: Role) -> Present:
    kind: SpeakerKind = "machine" if label.kind == "machine" else "group" if label.kind == "crowd" else "unnamed"
    name = label.name if label.kind == "name" else None
    if name is not None:
        kind = _kind(name)
    method: Method = "marker" if is_hidden(label.text) else "label"
    return Present(
        name, kind, role, (label.text,), (), method, 0.9 if name else 1.0, _shown(voice), voice.doc_start,
        voice.doc_end, None, name is not None,
    )  # fmt: skip


def _shown(voice: Voice) -> str | None:
    """Return the label of a voice as its evidence; a hidden one shows nothing."""
    label = voice.speaker_label
    return None if label is None or is_hidden(label) else label


def _unvoiced(member: Member, how: Presence, lean: float) -> Present:
    start, end = how.place or (None, None)
    role: Role = "host" if said_role(member) + lean > 0 else "guest"
    return Present(
        member.name, _kind(member.name), role, (), tuple(member.forms), how.method, how.confidence, how.words,
        start, end, member.affiliation, member.source in ("record", "label"),
    )  # fmt: skip


def _kind(name: Name) -> SpeakerKind:
    return "group" if name.text.casefold().startswith("the ") else "person"
