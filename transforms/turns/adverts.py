"""Sponsors' messages in running text: where one begins, as far as its language goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOW = r"(?:episode|show|podcast|program(?:me)?|series|section|segment|hour|week)"
_OPENS = re.compile(
    r"\b(?:brought to you(?: in part| today| this week)? by"
    rf"|(?:this|today['’]s|our|the) (?:\w+ ){{0,3}}{_SHOW}(?: (?:of [\w' ]{{1,40}} )?(?:is|was)|['’]s)"
    r" (?:also |proudly |kindly |generously )?"
    r"(?:sponsored|supported|made possible) by"
    rf"|support(?: for (?:this|today['’]s|the|our) (?:\w+ ){{0,2}}{_SHOW}) comes from"
    r"|(?:a|quick) (?:quick )?(?:word|message|note) from (?:our|today['’]s|this week['’]s) (?:\w+ )?sponsors?"
    r"|(?:today['’]s|this week['’]s|this episode['’]s|our (?:first|second|next|other)) sponsors? (?:is|are|today|this)"
    r"|(?:thanks|thank you|shout[- ]?out) to (?:our (?:\w+ )?(?:sponsors?|partners?)"
    r"|[\w' ]{1,40} for (?:sponsoring|supporting) (?:this|today|the|our))"
    r"|(?:wird|ist) (?:dir |euch |ihnen )?(?:präsentiert|gesponsert) (?:von|durch)|patrocinad[oa] por"
    r"|(?:folge|sendung|episode|podcast) wird (?:\w+ ){0,2}unterstützt (?:von|durch)|gracias a nuestr[oa] patrocinador"
    r"|(?:patrocínio|oferecimento) d[aoe]|(?:episódio|podcast|programa) (?:\w+ ){0,3}apoiado por"
    r"|(?:podcast|épisode|émission) (?:\w+ ){0,2}est (?:présentée?|proposée?|soutenue?) par|sponsorisée? par"
    r"|sponsorizzat[oa] da|(?:podcast|episodio|puntata) (?:\w+ ){0,3}offert[oa] da|gesponsord door"
    r"|mogelijk gemaakt door)\b",
    re.I,
)
_GOES_ON = re.compile(
    r"\b(?:(?:promo|discount|coupon|offer) code|(?:use|with|enter) (?:the |our |my )?code|\d{1,2} ?(?:%|percent) off"
    r"|free trial|free for \d+ days|(?:\w+\.|dot )(?:com|io|org|dev|ai|fm|net)(?:/\w+| slash \w+)?"
    r"|sign up (?:at|for|today)|learn more at|(?:head|go) (?:on )?(?:over )?to \w+|check (?:it|them|us) out at"
    r"|link in the (?:show ?notes|description)|money[- ]back|get started|tickets? (?:are|is|at|on)"
    r"|available (?:at|on|from|now)|visit \w+|wherever you (?:get|listen)|\w@\w+\.(?:com|org)|our sponsors?|tell them"
    r"|listeners? (?:get|can)|download)\b",
    re.I,
)
BACK_TO_SHOW = (
    r"(?i)\b(?:(?:and )?(?:now|okay|alright|right),? )?(?:let['’]s get )?back to (?:the|our|this|today['’]s) (?:\w+ )?"
    r"(?:show|episode|interview|conversation|podcast|program(?:me)?|discussion)\b"
)
"""Words that lead back to the show from an advert (for Python's and for Rust's regular expressions)."""
_CLOSES = re.compile(BACK_TO_SHOW)
CUES = (
    "brought to you", "sponsor", "supported by", "made possible by", "comes from", "thanks to our", "thank you to our",
    "präsentiert", "unterstützt", "patrocin", "patrocín", "oferecimento", "apoiado por", "présenté", "proposé",
    "soutenu", "offert", "mogelijk gemaakt",
)  # fmt: skip
"""Words (in any case) without one of which no advert begins."""
# Adverts are this long at most, and their language comes back after so many characters.
LONGEST = 2400
_PAUSE = 420
# No opening is longer than this.
_AROUND = 240
_SENTENCE_END = re.compile(r"[.?!…][\"”’')\]]*(?:\s|$)")


class Stretch(NamedTuple):
    """A stretch of a text, half-open, in code points."""

    start: int
    end: int


def adverts(text: str) -> Iterator[Stretch]:
    """Yield the sponsors' messages of a text, whole sentences each, in order.

    One begins with a sentence that names a sponsor, and goes on as long as its language does, or until the speaker says
    that it is over. Takes time in proportion to the text.

    >>> text = "So it goes. This show is sponsored by Wax. Use code BEE at wax.com. Now, back to the show. Well, then."
    >>> [text[found.start:found.end] for found in adverts(text)]
    ['This show is sponsored by Wax. Use code BEE at wax.com. Now, back to the show.']
    """
    reached = 0
    for opening in _openings(text):
        if opening.start() < reached:
            continue
        start = _sentence_start(text, opening.start(), reached)
        reached = _sentence_end(text, _last_sign(text, opening.end()))
        yield Stretch(start, reached)


def _openings(text: str) -> Iterator[re.Match[str]]:
    """Yield the places where an advert may begin: the slow search goes only where one of the words for it stands."""
    small = text.lower()
    if len(small) != len(text):  # letters that are two when small would shift all places
        yield from _OPENS.finditer(text)
        return
    begin = end = 0
    for place in sorted(place for cue in CUES for place in _places(small, cue)):
        if place - _AROUND > end:
            yield from _OPENS.finditer(text, begin, end)
            begin = place - _AROUND
        end = place + _AROUND
    yield from _OPENS.finditer(text, begin, end)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _last_sign(text: str, begin: int) -> int:
    """Return where the language of an advert that began before `begin` ends."""
    stop = begin + LONGEST
    closing = _CLOSES.search(text, begin, stop)
    last, limit = begin, min(stop, len(text)) if closing is None else closing.start()
    for pattern in (_GOES_ON, _OPENS):
        for sign in pattern.finditer(text, last, limit):
            if sign.start() - last > _PAUSE:
                break
            last = sign.end()
    if closing is not None and closing.start() - last <= 2 * _PAUSE:
        return closing.end()
    return last


def _sentence_start(text: str, at: int, lowest: int) -> int:
    begin = max(lowest, at - _PAUSE)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, begin, at)]
    return ends[-1] if ends else begin


def _sentence_end(text: str, at: int) -> int:
    found = _SENTENCE_END.search(text, max(0, at - 1), at + _PAUSE)
    return len(text[: found.end()].rstrip()) if found else min(len(text), at)
