"""One identity for each person across episodes and shows, stable from run to run."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transforms.identity import identify

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.people.dossiers import Dossier
    from transforms.people.episode import Present, SpeakerKind


class Spoken(NamedTuple):
    """Somebody present in an episode of a document, with the identity of the speaker."""

    dossier: Dossier
    present: Present
    speaker_id: str


@dataclass(slots=True)
class Speaker:
    """A person or voice across episodes: names with how often a document bears them, and all other forms."""

    speaker_id: str
    kind: SpeakerKind
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)

    @property
    def name(self) -> str | None:
        """Return the name it goes by: of those that documents bear the most frequent, then the longest."""
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name)) if self.names else None


def identify_speakers(found: Iterable[tuple[Dossier, Sequence[Present]]]) -> tuple[list[Spoken], list[Speaker]]:
    """Return everybody present with an identity, and the speakers, sorted by identity.

    A full name is one person wherever it stands; a single name is one person within a show, or without one within an
    episode; a voice without a name is its own within its document.
    """
    spoken: list[Spoken] = []
    speakers: dict[str, Speaker] = {}
    for dossier, presents in found:
        for present in presents:
            speaker_id = _identity(dossier, present)
            spoken.append(Spoken(dossier, present, speaker_id))
            speaker = speakers.setdefault(speaker_id, Speaker(speaker_id, present.kind))
            _note(speaker, present)
    return spoken, sorted(speakers.values(), key=lambda speaker: speaker.speaker_id)


def _identity(dossier: Dossier, present: Present) -> str:
    if present.name is None:
        place = () if dossier.is_primary else (dossier.document_id, dossier.ordinal)
        return identify("speaker", "voice", dossier.episode_id, *place, *present.labels)
    if present.name.is_full:
        return identify("speaker", present.name.key)
    return identify("speaker", dossier.scope or dossier.episode_id, present.name.key)


def _note(speaker: Speaker, present: Present) -> None:
    if present.name is not None:
        # A name that a document bears counts for more than any number of times it was heard.
        speaker.names[present.name.text] += 1000 if present.is_borne else 1
    speaker.aliases.update(present.labels)
    speaker.aliases.update(present.forms)


def grouped_by_episode(spoken: Sequence[Spoken]) -> dict[tuple[str, str], list[Spoken]]:
    """Return who is present by (episode, speaker), the find with the preferred transcript first."""
    groups: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    for one in sorted(
        spoken, key=lambda one: (not one.dossier.is_primary, one.dossier.document_id, one.dossier.ordinal)
    ):
        groups[one.dossier.episode_id, one.speaker_id].append(one)
    return groups
