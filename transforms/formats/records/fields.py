"""Which keys of a record say what of an episode or a show, however they are spelt."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_ALNUM = re.compile(r"[^a-z0-9]")

# Where several keys say the same, the one further left is believed; `_` and case do not matter.
_KEYS: dict[str, str] = {
    "title": "episodetitle title eptitle episodename trackname itunestitle headline",
    "weak_title": "name filename displayname",
    "show_title": "podcasttitle podtitle podcastname showtitle showname podcast show seriestitle seriesname series"
    " feedtitle collectionname channelname channeltitle programtitle program programme",
    "publisher": "author publisher podcastauthor itunesauthor artistname creator ownername network",
    "description": "description episodedescription itunessummary summary shownotes shownoteshtml notes episodesummary"
    " epdescription descriptionhtml contenthtml contentencoded contenttext longdescription abstract excerpt subtitle"
    " itunessubtitle",
    "guid": "guid episodeguid uuid episodeuuid episodeid",
    "published_date": "pubdate publisheddate publicationdate publishdate published publishedat publishedon date"
    " datepublished releasedate released releasedat airdate airedat episodeairdate originalairdate episodedate isodate"
    " publishtime pubdatems datetime episodedatelocalized",
    "duration": "duration audioduration episodeduration itunesduration totalduration length audiolength",
    "duration_s": "durationseconds durationinseconds lengthseconds lengthinseconds audiolengthsec durationsec durations"
    " durationsecs audiodurationseconds",
    "duration_ms": "durationms durationmillis durationmilliseconds durationinmilliseconds audiodurationms"
    " tracktimemillis lengthms lengthmilliseconds",
    "episode_number": "episodenumber episodenum episodeno epnumber epno itunesepisode episode number ep",
    "season": "season seasonnumber itunesseason",
    "language": "language languagecode lang locale detectedlanguage contentlanguage",
    "episode_url": "link url episodeurl permalink weburl htmlurl shareurl pageurl canonicalurl episodelink",
    "audio_url": "audiourl enclosureurl enclosure audio audiofile audiofileurl mediaurl mp3url fileurl media sourceurl"
    " audiosrc episodefileurl enclosures attachments",
    "show_description": "podcastdescription poddescription showdescription",
    "feed_url": "feedurl rss rssurl rssfeed feedlink xmlurl originalfeedurl",
    "site_url": "siteurl website homepage homepageurl podcastlink showlink showurl podcasturl",
    "tags": "tags keywords ituneskeywords",
    "categories": "categories genres genre category",
}
_SHOW_KEYS: dict[str, str] = _KEYS | {
    "show_title": f"{_KEYS['title']} {_KEYS['weak_title']} {_KEYS['show_title']}",
    "show_description": f"{_KEYS['description']} {_KEYS['show_description']}",
    "site_url": f"{_KEYS['site_url']} {_KEYS['episode_url']}",
    "feed_url": f"{_KEYS['feed_url']} feed",
}
_NOT_OF_SHOWS = (
    "title", "weak_title", "description", "guid", "published_date", "duration", "duration_s", "duration_ms",
    "episode_number", "season", "episode_url", "audio_url", "tags",
)  # fmt: skip

PEOPLE_ROLES: dict[str, str | None] = {
    "host": "host", "hosts": "host", "cohost": "host", "cohosts": "host", "presenter": "host", "presenters": "host",
    "interviewer": "host", "interviewers": "host", "moderator": "host", "guest": "guest", "guests": "guest",
    "interviewee": "guest", "interviewees": "guest", "speakers": None, "speakernames": None, "participants": None,
    "hostpredictednames": "host",
    "guestpredictednames": "guest", "people": None, "persons": None, "person": None, "contributors": None, "cast": None,
}  # fmt: skip


def _ranked(keys: dict[str, str], *without: str) -> dict[str, tuple[str, int]]:
    return {key: (field, rank) for field, names in keys.items() if field not in without
            for rank, key in enumerate(names.split())}  # fmt: skip


EPISODE_FIELDS = _ranked(_KEYS)
SHOW_FIELDS = _ranked(_SHOW_KEYS, *_NOT_OF_SHOWS)


@lru_cache(maxsize=4096)
def plain_key(key: str) -> str:
    """Return a key without case, separators and the like (only keys of a usual length are told apart).

    >>> plain_key("episode_Title"), plain_key("itunes:duration")
    ('episodetitle', 'itunesduration')
    """
    return _NOT_ALNUM.sub("", key[:64].lower())


def split_names(names: str) -> tuple[str, ...]:
    """Return the names of a list with spaces between them."""
    return tuple(names.split())
