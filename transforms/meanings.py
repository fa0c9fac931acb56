"""What the values of the schema's closed lists mean; the reasons, which are lists of their own, say it themselves."""

from __future__ import annotations

from transforms.reasons import IGNORED_REASONS, REJECT_REASONS, WARNING_REASONS

_SPEAKER_METHOD = {
    "label": "the transcript labels the words with the speaker",
    "marker": "a mark of the source (a colour, a channel) tells the voice apart from the others",
    "introduction": "the words introduce the speaker, or the speaker says who it is",
    "addressed": "somebody addresses the speaker by name, and the speaker answers",
    "inferred": "the way the words go together suggests it",
}
_TIME_METHOD = {
    "explicit": "the source marks the time of these words",
    "interpolated": "reckoned from times that the source marks before and after",
    "estimated": "reckoned from the number of words and a usual pace",
}
_SEGMENT_KIND = {
    "speech": "conversation or reading that belongs to the episode",
    "advert": "a sponsor's message or the show's promotion of something",
    "clip": "a recording played, such as a cold open that is repeated later",
    "music": "music, jingles, sounds and station identification",
}

MEANINGS: dict[str, dict[str, str]] = {
    "documents.status": {
        "parsed": "it gave episodes, or held documents that were read",
        "rejected": "it could not be read, for the reason given",
        "ignored": "it is not about an episode at all, for the reason given",
    },
    "documents.reason": IGNORED_REASONS | REJECT_REASONS,
    "segments.speaker_method": _SPEAKER_METHOD,
    "segments.time_method": _TIME_METHOD,
    "segments.kind": _SEGMENT_KIND,
    "alternate_segments.speaker_method": _SPEAKER_METHOD,
    "alternate_segments.time_method": _TIME_METHOD,
    "alternate_segments.kind": _SEGMENT_KIND,
    "timestamps.kind": {"mark": "a time that stands in a transcript", "chapter": "a chapter declared by the source"},
    "timestamps.edge": {
        "start": "what follows the mark begins at this time",
        "end": "what precedes the mark ends at this time",
        "point": "the word at the mark is said at this time",
    },
    "speakers.kind": {
        "person": "one person",
        "group": "several people under one label",
        "machine": "a synthetic voice",
        "unnamed": "a voice whose name nothing bears",
    },
    "appearances.role": {
        "host": "leads the conversation for the show",
        "guest": "was invited to it",
        "other": "adverts, clips, audience and machine voices",
    },
    "appearances.method": {
        "label": "the transcript labels turns of theirs",
        "marker": "a mark of the source tells their turns apart from those of others",
        "metadata": "the record of the episode says so",
        "introduction": "they are introduced as present, or introduce themselves",
        "addressed": "somebody addresses them by name, and they answer",
        "inferred": "the way the words go together suggests it",
    },
    "entities.kind": {
        "person": "a human being, real or fictional",
        "organization": "a company, institution, team or community",
        "product": "something made to be used: also a model, dataset, benchmark, library, language or device",
        "work": "a book, paper, film, song, show or other work with a title",
        "place": "a country, city, building or other location",
        "event": "something that happens at a time, such as a conference",
        "technique": "a named method",
        "topic": "a plain term of a field",
    },
    "entities.origin": {
        "lexicon": "the lexicon lists it",
        "notes": "an episode's title, notes, links or guests name it",
        "discovered": "it was found in speech by form and repetition",
    },
    "mentions.time_method": _TIME_METHOD,
    "mentions.match_method": {
        "exact": "the words are the entity's name, letter case and spacing aside",
        "alias": "the words are one of its other names",
        "spelling": "the words are spelt nearly like one of its names",
        "sound": "the words sound like one of its names",
        "notes": "the words are bent towards a name in the episode's own notes",
        "discovered": "the words are a name that no list has",
    },
    "rejects.stage": {
        "pull": "fetching the bytes",
        "normalize": "recognising and parsing the document",
        "annotate": "reading the lexicon files and corrections of the user",
        "check": "checking rows against the schema",
    },
    "rejects.reason": REJECT_REASONS,
    "warnings.reason": WARNING_REASONS,
    "runs.status": {
        "published": "a new warehouse was published",
        "unchanged": "nothing had changed, and nothing was built",
        "stopped": "a critical check failed, and the old warehouse stayed",
    },
    "checks.severity": {
        "critical": "a failure stops the publish",
        "warning": "a failure is to be looked into",
        "info": "a failure is worth knowing",
    },
    "checks.outcome": {
        "passed": "no row broke it",
        "failed": "rows broke it",
        "error": "it could not be judged",
    },
    "identity_changes.table_name": {
        "episodes": "the identity is an `episode_id`",
        "speakers": "the identity is a `speaker_id`",
        "entities": "the identity is an `entity_id`",
    },
    "identity_changes.change": {
        "merged": "the identity became part of another",
        "split": "a part of the identity became another",
    },
}
