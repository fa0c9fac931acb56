"""What the keys of unknown records mean, judged by their names and by the values under them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from transforms.formats.records.columns import Row, objects
from transforms.formats.records.fields import plain_key, split_names
from transforms.formats.records.times import MILLISECONDS, NANOSECONDS, SECONDS, TICKS, read_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Keys = tuple[str, ...]

TEXT = split_names(
    "body text transcript utterance sentence content line caption punctuatedword word value displaytext display"
    " transcription speech paragraph dialogue dialog quote said txt turntext spokentext rawtext subtitle message utt"
    " term words segment turn"
)
START = split_names(
    "start starttime startms starttimems startseconds starttimeseconds startsec startoffset startoffsetms begin"
    " begintime beginms bgn from offset offsetms offsetseconds offsetmilliseconds time timestamp timestampms ts"
    " timestart timebegin timein timecode starttimecode startts startat startsat startedat startposition datastart"
    " adjustedstart audiostart in position timems seconds utterancestart tstartms beginoffsetmillis offsetinticks"
    " starttimestamp begintimestamp startoffsetseconds startdt"
)
END = split_names(
    "end endtime endms endtimems endseconds endtimeseconds endsec endoffset endoffsetms to stop stoptime finish"
    " timeend timeout endtimecode endts tsend endat endsat endedat endposition dataend adjustedend audioend out"
    " utteranceend endoffsetmillis endtimestamp stoptimestamp endoffsetseconds"
)
LENGTH = split_names("duration dur durationms durationseconds durationmilliseconds length durationinticks ddurationms")
SPEAKER = split_names(
    "speakername speakerdisplayname speaker speakerlabel speakerid speakertag speakerinfo speakers who spk spkr"
    " talker participant participantname participantrole voice voicename narrator"
)
WEAK_SPEAKER = split_names(
    "name author user username person character actor role from channel label nickname displayname tier tierid"
)
# Who says a text that nothing gives a time of, where few come again and again; in chats with machines, nobody.
_PARTS = split_names("role from character")
_MACHINES = frozenset(split_names("user assistant system human gpt ai bot model tool function developer"))
_MOST_PARTS = 6
_INNER = split_names(
    "words elements tokens items sentences segments utterances lines cues terms alternatives monologue parts"
)
# What lines of a program's log have, and speech has not.
_OF_LOGS = {"level", "loglevel", "severity", "logger", "stack", "stacktrace", "pid", "hostname"}
_UNITS = (
    (("ms", "millis", "milliseconds"), MILLISECONDS),
    (("ticks",), TICKS),
    (("ns", "nanos", "nanoseconds"), NANOSECONDS),
    (("seconds", "sec", "secs"), SECONDS),
)
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 60
_SHARE = 0.6
_LONGEST_LABEL = 120


class Fit(NamedTuple):
    """The keys that hold text, times and speaker; `inner` is where the rows within rows stand that hold them."""

    text: Keys
    start: Keys
    end: Keys
    length: Keys
    speaker: Keys
    unit: float | None
    inner: tuple[str, Fit] | None = None

    @property
    def is_timed(self) -> bool:
        """Return whether anything says when the texts are spoken."""
        return bool(self.start or self.length or (self.inner and self.inner[1].is_timed))


def fit_rows(rows: Sequence[Row]) -> Fit | None:
    """Return what the keys of these rows mean, or None where they are no speech.

    Speech has a text, and says when it is spoken or by whom.
    """
    sample = _sampled(rows)
    if not sample:
        return None
    names = _names(sample)
    if not names.keys().isdisjoint(_OF_LOGS):
        return None
    text = _chosen(names, TEXT, sample, _is_speech)
    start = _chosen(names, START, sample, _is_time)
    end = _chosen(names, END, sample, _is_time)
    length = _chosen(names, LENGTH, sample, _is_time)
    speaker = _chosen(names, SPEAKER, sample, _is_label, share=0.0)
    if not speaker and (start or _inner_of(sample) is not None):
        speaker = tuple(key for key in _chosen(names, WEAK_SPEAKER, sample, _is_label)
                        if key not in text + start and not _is_only_channel(key, sample))[:1]  # fmt: skip
    if not speaker and not start:
        speaker = tuple(key for name in _PARTS for key in names.get(name, ()) if _are_parts(sample, key))[:1]
    unit = next((unit for key in (*start, *length) if (unit := _unit(key)) is not None), None)
    inner = _inner_of(sample)
    if text and start and end and _are_spans(sample, text[0], start[0], end[0]):
        return None
    if text and (start or length or (speaker and len(rows) > 1)):
        return Fit(text, start, end, length, speaker, unit, inner)
    if inner is not None and not text:
        return Fit(inner[1].text, start, end, length, speaker, unit, inner)
    return None


def weight(rows: Sequence[Row], fit: Fit) -> float:
    """Return how much speech the rows hold: letters, more where they say when and by whom they are spoken."""
    letters = sum(len(text) for row in rows for key in fit.text[:1] if type(text := row.get(key)) is str)
    if fit.inner is not None and not letters:
        letters = sum(weight(objects(row.get(fit.inner[0])), fit.inner[1]) for row in rows)  # type: ignore[misc]
    return letters * (1 + 0.5 * fit.is_timed + 0.5 * bool(fit.speaker))


def _sampled(rows: Sequence[Row]) -> list[Row]:
    step = max(1, len(rows) // _SAMPLE)
    return [row for row in rows[::step] if row]


def _names(sample: Iterable[Row]) -> dict[str, list[str]]:
    """Return the keys of the rows by their plain form, each with its spellings."""
    names: dict[str, list[str]] = {}
    for key in dict.fromkeys(key for row in sample for key in row):
        names.setdefault(plain_key(key), []).append(key)
    return names


def _chosen(
    names: dict[str, list[str]],
    known: Sequence[str],
    sample: Sequence[Row],
    is_right: Callable[[Any], bool],
    share: float = _SHARE,
) -> Keys:
    """Return the keys of the first known names whose values are right in enough rows; the surest is first."""
    found = []
    for name in known:
        for key in names.get(name, ()):
            values = [row[key] for row in sample if row.get(key) is not None]
            right = sum(map(is_right, values))
            if right and right >= _SHARE * len(values) and right >= share * len(sample):
                found.append(key)
    return tuple(found[:3]) if known is not START and known is not END else tuple(found[:1])


def _is_speech(value: Any) -> bool:
    return type(value) is str and (_LETTER.search(value, 0, 400) is not None or not value.strip() or len(value) < 3)


def _is_time(value: Any) -> bool:
    number, clock = read_time(value)
    return not (math.isnan(number) and math.isnan(clock)) and not number >= 1e9 * (1000 if number > 1e12 else 1)


def _is_label(value: Any) -> bool:
    if type(value) is str:
        return 0 < len(value) <= _LONGEST_LABEL
    return type(value) is int or (type(value) is dict and bool(value)) or (type(value) is list and 0 < len(value) < 9)


def _are_parts(sample: Sequence[Row], key: str) -> bool:
    """Return whether a key names those who talk with one another."""
    values = [row.get(key) for row in sample]
    named = {value.casefold() for value in values if type(value) is str and _is_label(value)}
    is_talk = 1 < len(named) <= min(_MOST_PARTS, len(values) / 2) and named.isdisjoint(_MACHINES)
    return is_talk and all(type(value) is str for value in values)


def _is_only_channel(key: str, sample: Sequence[Row]) -> bool:
    """Return whether a key numbers the channels of a recording that has but one."""
    return plain_key(key) == "channel" and len({row.get(key) for row in sample if type(row.get(key)) is int}) == 1


def _are_spans(sample: Sequence[Row], text: str, start: str, end: str) -> bool:
    """Return whether start and end count characters of some other text: names and places marked in it."""
    known = [
        row for row in sample if type(row.get(text)) is str and {type(row.get(start)), type(row.get(end))} == {int}
    ]
    exact = sum(1 for row in known if row[end] - row[start] == len(row[text]))
    return len(known) > 2 and exact >= 0.8 * len(known)


def _unit(key: str) -> float | None:
    plain = plain_key(key)
    if key[-2:].lower() == "_s":
        return SECONDS
    return next((unit for endings, unit in _UNITS if plain.endswith(endings) and plain not in endings), None)


def _inner_of(sample: Sequence[Row]) -> tuple[str, Fit] | None:
    """Return the key of the arrays in the rows whose own rows are speech, and what their keys mean."""
    for name in _INNER:
        for key in (key for key in dict.fromkeys(key for row in sample for key in row) if plain_key(key) == name):
            held = [row for outer in sample[:8] for row in objects(outer.get(key))]
            if not any(held):
                continue
            fit = fit_rows(held)
            if fit is not None and fit.inner is None:
                return key, fit
            bare = _names(_sampled(held))
            text = _chosen(bare, TEXT, _sampled(held), _is_speech)
            if text and name in ("words", "elements", "tokens", "sentences", "lines"):
                return key, Fit(text, (), (), (), (), None)
    return None
