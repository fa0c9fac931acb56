"""What the keys of front matter and header blocks mean, and how their values become facts of an episode."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from transforms.formats.prose.title_facts import episode_number, season_number
from transforms.formats.records.dates import parse_date
from transforms.timecode import parse_duration
from transforms.word_set import word_set

if TYPE_CHECKING:
    from transforms.parsed import Facts, Role

_KEYS = """
title: title episodetitle headline topic
show_title: show showname showtitle podcast podcastname podcasttitle podcastseries series channel channelname program
publisher: publisher network
episode_number: episode episodenumber episodeno epnumber epnum ep number no itunesepisode episodenum
season: season seasonnumber itunesseason
published_date: date published publishdate pubdate publisheddate datepublished publishedat publishedon publicationdate
 releasedate released airdate aired episodedate posted datum fecha data uploaddate recordedon recorddate dateadded
 recorded recordingdate created
duration_ms: duration length podcastduration itunesduration durationseconds runtime audioduration totalduration
 durationsec lengthseconds audiolength totaltime runningtime
description: description summary short excerpt subtitle abstract intro blurb notes shownotes itunessummary synopsis
guid: guid episodeguid episodeid uuid id
audio_url: audio audiourl mp3 mp3url podcastfile enclosure enclosureurl audiofile audiosrc download sourcefile audiolink
episode_url: url link permalink canonicalurl episodeurl youtubeurl youtube youtubelink videourl video weblink media
 jburl firesideurl page source sourceurl website
language: language lang locale
categories: categories category genre
tags: tags keywords tag
hosts: hosts host cohosts cohost moderators moderator presenter presenters interviewer interviewers hostedby
guests: guests guest interviewee interviewees featuring withguest specialguest specialguests guestspeaker
people: speakers speaker participants people persons cast panel panelists panellists who
helpers: transcriptby transcribedby translationby transcriber translator author authors editor editedby transcripteditor
 producer producers producedby
"""
FIELD_OF_KEY = {key: line.split(":")[0] for line in _KEYS.strip().replace("\n ", " ").split("\n")
                for key in line.split(":")[1].split()}  # fmt: skip
# Keys that nothing but a record of an episode has.
_EPISODE_FIELDS = frozenset({"episode_number", "season", "duration_ms", "audio_url", "hosts", "guests", "guid"})
_EPISODE_KEYS = word_set("speakers transcriptby transcript podcastchapters chapters media episode showname podcast")
ROLE_OF_FIELD: dict[str, Role | None] = {"hosts": "host", "guests": "guest", "people": None, "helpers": "other"}
_ISO_DURATION = re.compile(r"P(?:0D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
_NUMBER = re.compile(r"#?\s*(?:episode |ep\.? ?|no\.? ?)?0*(\d{1,6}(?:\.\d{1,3})?)(?:\s*(?:of|/)\s*\d+)?", re.I)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_MEDIA = re.compile(r"\.(?:mp3|m4a|ogg|opus|wav|aac|flac)\b", re.I)
_TITLE_LENGTH = 200
_LONGEST_MS = 7 * 24 * 3_600_000


def normal_key(key: str) -> str:
    """Return a key in small letters and digits alone: `Episode-Number` and `episode_number` are one.

    >>> normal_key("Episode Number")
    'episodenumber'
    """
    return "".join(char for char in key.casefold() if char.isalnum())


def field_of(key: str) -> str | None:
    """Return the field that a key stands for, or None."""
    return FIELD_OF_KEY.get(normal_key(key))


def is_about_episode(keys: set[str]) -> bool:
    """Return whether the keys of a record are those of an episode, not just of any page."""
    normal = {normal_key(key) for key in keys}
    fields = {FIELD_OF_KEY.get(key) for key in normal}
    return bool(fields & _EPISODE_FIELDS - {"guid"}) or bool(normal & _EPISODE_KEYS)


def set_fact(facts: Facts, field: str, text: str) -> bool:
    """Set a field of `facts` that is not set yet from its text; return False if the text cannot be its value."""
    text = text.strip()
    if not text or getattr(facts, field, text) not in (None, []):
        return True
    value = _value(field, text)
    if value is None:
        return field == "episode_number" and _set_named_number(facts, text)
    setattr(facts, field, value)
    return True


def _set_named_number(facts: Facts, text: str) -> bool:
    """Take what stands where a number should for the title of the episode (`12: Wax`, `Wax`); return if it can be."""
    if len(text) > _TITLE_LENGTH or "\n" in text:
        return False
    facts.episode_number = episode_number(text)
    facts.season = season_number(text) if facts.season is None else facts.season
    facts.title = text if facts.title is None else facts.title
    return True


def _value(field: str, text: str) -> object:
    if field == "published_date":
        return parse_date(text) or parse_date(re.sub(r"\s*\(.*\)$|^\w+day,?\s+", "", text))
    if field == "duration_ms":
        return _duration(text)
    if field in ("episode_number", "season"):
        match = _NUMBER.fullmatch(text)
        return None if match is None else int(float(match[1])) if field == "season" else Decimal(match[1])
    if field == "language":
        return text if _LANGUAGE.fullmatch(text) else None
    if field in ("audio_url", "episode_url"):
        return text if re.match(r"<?(?:https?://|www\.|/|\w+\.\w)", text) else None
    return text


def _duration(text: str) -> int | None:
    match = _ISO_DURATION.fullmatch(text)
    if match is not None and any(match.groups()):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return ((hours * 60 + minutes) * 60 + seconds) * 1000
    duration = parse_duration(re.sub(r"\.\d+$", "", text))
    return duration if duration is not None and duration <= _LONGEST_MS else None


def is_media(url: str) -> bool:
    """Return whether an address is that of a sound file."""
    return _MEDIA.search(url) is not None
