"""Cells of tables in text (CSV, TSV), each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.formats.captions.cues import resolved
from transforms.labels import is_label_shaped
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# What columns are called, without case and signs.
_ROLES: dict[str, frozenset[str]] = {
    "start": word_set(
        "start starttime startms startseconds starttimecode begin begintime timestamp timestamps timecode time from in"
        " starts startsec starttimes starttimesec starttimeseconds starttimems startinseconds timestart timein"
        " timecodein tcin tc intime inpoint onset offset t0 starttc begins beginsec beginms tmin xmin segmentstart"
        " cuestart timestampstart timestampsec times timesec timeseconds"
        " startzeit anfang anfangszeit beginn debut dbut inicio inizio"
        " timespan timerange timecodes timecoderange timeinterval startend inout"
    ),
    "end": word_set(
        "end endtime endms endseconds endtimecode stop stoptime to out ends endsec endtimes endtimesec endtimeseconds"
        " endtimems endinseconds timeend timeout timecodeout tcout outtime outpoint t1 endtc finish until till stops"
        " stopsec stopms endzeit ende fin fine tmax xmax segmentend cueend timestampend"
    ),
    "length": word_set("duration dur length durations durationsec durationms lengths lengthsec durationseconds"),
    "label": word_set(
        "speaker speakername speakerlabel speakerid speakers who name voice person character sprecher sprecherin"
        " locuteur hablante orador participant spk spkr speakertag narrator"
    ),
    "text": word_set(
        "text transcript transcription content caption captions utterance sentence subtitle dialogue dialog speech"
        " words quote line said texte texto testo body msg message utt utterances transcripttext spokentext"
        " statement subtitles subtitletext captiontext segmenttext sentences transcripts contents tekst"
    ),
}
_OF_SPEAKERS = word_set("speaker speakername speakerlabel speakerid speakers who sprecher sprecherin locuteur hablante")
# What the columns of an editor's markers are called, the surest first.
_OF_MARKERS = ("description", "comments", "comment", "notes", "note", "name", "markername", "markers", "title", "label")
_NAMES_OF_MARKERS = ("name", "markername", "title", "label")
_SPAN = re.compile(
    r"[\[(]?([\d:.,;]{1,16})s?[\])]?(?:[ ]?(?:-{1,2}>?|–|—|→|~|to|\||/)[ ]?|[ ])[\[(]?([\d:.,;]{1,16})s?[\])]?"
)
_SIGNS = re.compile(r"[^a-z\d]")
_BLANK_LINES = re.compile(r"(?:[ ]*+\n)*+")
# What is further right on a line is left out.
MOST_COLUMNS = 200


class Cell(NamedTuple):
    """A cell: its text as long as its stretch of the document, inside any quotes, and where that begins."""

    text: str
    at: int


def columns_by_role(names: Sequence[str]) -> dict[str, int]:
    """Return the place of the column of each role that the names give: start, end, length, label, text.

    >>> columns_by_role(["Time", "Speaker", "What", "Text"]), columns_by_role(["onset", "offset (s)", "text"])
    ({'start': 0, 'label': 1, 'text': 3}, {'start': 0, 'end': 1, 'text': 2})
    """
    plain = [_SIGNS.sub("", name.casefold()) for name in names]
    if any(name.startswith("onset") for name in plain):
        plain = [name.replace("offset", "end").replace("onset", "start") for name in plain]
    return {
        role: next(place for place, name in enumerate(plain) if name in known)
        for role, known in _ROLES.items()
        if not known.isdisjoint(plain)
    }


def is_speaker_column(names: Sequence[str], columns: Mapping[str, int]) -> bool:
    """Return whether the column of labels is that of speakers by its name, and not of just any names."""
    return "label" in columns and _SIGNS.sub("", names[columns["label"]].casefold()) in _OF_SPEAKERS


def columns_of_markers(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """Return the place of the column of each role in a list of markers, whose words are what describes or names them.

    It is one where the names give a start, and an end or a length; a name is a label where few names come again.
    """
    found = columns_by_role(names)
    found.pop("label", None)
    plain = [_SIGNS.sub("", name.casefold()) for name in names]
    filled = [place for place in range(len(names)) if any(len(row) > place and row[place].text.strip() for row in rows)]
    texts = [place for name in _OF_MARKERS for place in filled if plain[place] == name]
    if "start" not in found or found.keys().isdisjoint(("end", "length")) or not texts:
        return {}
    found["text"] = texts[0]
    label = next((place for place in texts[1:] if plain[place] in _NAMES_OF_MARKERS), None)
    if label is not None and are_names([row[label].text.strip() for row in rows if len(row) > label]):
        found["label"] = label
    return found


def are_names(column: Sequence[str]) -> bool:
    """Return whether a column holds a few names again and again."""
    named = [cell for cell in column if cell]
    return bool(named) and all(is_label_shaped(cell) for cell in named) and len(set(named)) <= max(2, len(named) // 2)


def two_times(cell: str) -> tuple[str, str]:
    """Return the two times that stand in one cell; one alone has no second, and loses its brackets.

    >>> two_times("0:01.5 - 0:07.0"), two_times("[00:00:05.10]"), two_times("12")
    (('0:01.5', '0:07.0'), ('00:00:05.10', ''), ('12', ''))
    """
    cell = cell.strip()
    match = _SPAN.fullmatch(cell)
    if match is not None:
        return match[1], match[2]
    return (cell[1:-1] if cell[:1] + cell[-1:] in ("[]", "()") else cell), ""


def table_rows(text: str, delimiter: str) -> Iterator[list[Cell]]:
    r"""Yield the rows of a table, without empty lines; quoted cells may hold delimiters, line ends and doubled quotes.

    >>> [[cell.text for cell in row] for row in table_rows('a,"b, c"\n\nd,e"f', ",")]
    [['a', 'b, c'], ['d', 'e"f']]
    """
    sign = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]++|"")*+)"[ \t]*|([^{sign}\n]*))({sign}|\n|\Z)')
    row: list[Cell] = []
    place = 0
    while match := cell.match(text, place):
        is_quoted = match[1] is not None
        start = match.start(1 if is_quoted else 2)
        row.append(Cell(match[1].replace('""', resolved('""', '"')) if is_quoted else match[2], start))
        place = match.end()
        is_end = match[3] != delimiter
        if len(row) == MOST_COLUMNS and not is_end:
            place = text.find("\n", place) + 1 or len(text)
            is_end = True
        if not is_end:
            continue
        yield row
        if place >= len(text):
            return
        row = []
        place = _BLANK_LINES.match(text, place).end()  # type: ignore[union-attr]  # matches the empty text
