"""How far a text without labels and times sounds like people talking, and not like something written."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import filterfalse, pairwise
from math import ceil
from statistics import median
from typing import TYPE_CHECKING

from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SAMPLE = 20_000
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Letters and the apostrophe stay, and whatever is not ASCII.
_BLANKED = bytes(code if code > 127 or chr(code).isalpha() or chr(code) == "'" else 32 for code in range(256))
# What people say far more than they write, in the languages that most podcasts are in.
_TALK = word_set(
    """
    i you we me my your our us i'm i've i'd i'll you're you've you'll we're we've we'll let's it's that's don't didn't
    doesn't isn't can't wasn't there's what's gonna wanna kinda yeah yep yes nope okay ok oh uh um hmm huh wow hey hi
    hello thanks thank welcome guys really actually basically like well so right just think know mean got
    yo tú nosotros pues bueno vale entonces hola gracias estamos vamos creo sí oye digamos verdad o-sea
    je tu nous vous euh donc voilà ouais enfin bonjour merci j'ai c'est d'accord ben
    ich du wir ihr ja nein genau also halt ähm äh mal eben hallo danke glaub glaube quasi sozusagen naja
    eu você gente então né tipo obrigado obrigada olá acho io noi voi allora cioè quindi ecco insomma ciao grazie
    ik jij wij nou dus eigenlijk gewoon hè hallo bedankt denk я ты мы вы ну вот да это как спасибо привет значит
    ben sen biz evet hayır yani şey merhaba teşekkürler ja jo jag du vi eh alltså liksom precis hej tack
    """
)
_TALK_CJK = re.compile(
    r"ですね|ますね|でしょう|えー|あの|なんか|そうそう|ました|ですよ|啊|嗯|对对|呢|吧|大家好|就是|然后|其实|네|그래서|이제|거죠|습니다|안녕하세요"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FULL_LINE = re.compile(r"\n[ \t]*+(?=\S)")
_MARKUP_LINE = re.compile(r"\n[ \t]*+(?:[-+*•][ \t]|\d{1,3}[.)][ \t]|```|~~~|!\[|\||\{\{|>[ \t])")
_LINK = re.compile(r"https?://|\]\(")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|\n+")
_OF_NOTES = re.compile(
    r"\b(?:in (?:this|today[’']s|the latest|episode) (?:episode|show|conversation|\d+)"
    r"|this week[’']?s? (?:episode|guest)|is joined by|joins? (?:us|me)"
    r"|(?:sit|sits|sat|talk|talks|talked|chat|chats|speak|speaks|spoke) (?:down )?(?:with|to)\b"
    r"|(?:sign up|subscribe|follow (?:us|me|the)|support (?:us|the show)|find (?:us|me)|leave (?:us )?a review)"
    r"|newsletter|patreon|show ?notes|sponsor(?:ed|s)?|listen (?:now|on|to the)|hosted by|produced by|music by)\b",
    re.I,
)
_NOTES_LENGTH = 1_000
_LEAST_WORDS_A_SECOND = 0.8
_USUAL_PACE = 1.0
_FEW_TIMES = 8
_TIMES_ENOUGH = 500
_LAST_STRETCH = 2_000
_TALK_SHARE = 0.075
_TALK_CJK_SHARE = 0.01
_KNOWN_SCRIPT = re.compile(r"[a-zA-ZÀ-ɏа-яА-Я]")


def talk_share(text: str) -> float:
    """Return the share of words that belong to talk, from 0 to 1, over the first part of a text.

    >>> talk_share("Yeah, I think you know that.") > 0.5, talk_share("The report describes the annual yield.")
    (True, 0.0)
    """
    return _talk_share(text[:_SAMPLE])


@lru_cache(maxsize=4)
def _talk_share(sample: str) -> float:
    # Asked several times of one text: whether it is talk, where its talk begins, whether it is notes.
    return share_of_talk(sample.replace("’", "'").casefold())


def share_of_talk(folded: str) -> float:
    """Return the share of the words that `_WORDS` finds that belong to talk.

    Bytes are cut several times faster than it reads; it is left with what has other signs in it than letters.
    """
    parts = folded.encode(errors="surrogatepass").translate(_BLANKED).decode(errors="surrogatepass").split()
    odd = list(filterfalse(str.isalpha, parts))
    words = _WORDS.findall(" ".join(odd))
    count = len(parts) - len(odd) + len(words)
    told = _told(parts) - _told(odd) + _told(words)
    return told / count if count else 0.0


def _told(words: Iterable[str]) -> int:
    return sum(map(_TALK.__contains__, words))


def sounds_spoken(text: str) -> bool:
    """Return whether a text sounds like talk; where its talk is not known here, whether nothing speaks against it."""
    sample = text[:_SAMPLE]
    cjk = sum(1 for _ in _CJK.finditer(sample))
    if cjk * 3 > len(sample):
        return sum(1 for _ in _TALK_CJK.finditer(sample)) >= _TALK_CJK_SHARE * cjk or not is_marked_up(sample)
    letters = sum(1 for _ in _KNOWN_SCRIPT.finditer(sample))
    if letters * 2 < sum(map(str.isalpha, sample)):
        return not is_marked_up(sample)
    return talk_share(sample) >= _TALK_SHARE


def tells_of_episode(text: str) -> bool:
    """Return whether a text is so short, and so much of it what notes say of an episode, that it is no transcript.

    >>> tells_of_episode("In this episode we talk with Bruno about bees. Sign up for our newsletter.")
    True
    >>> tells_of_episode("Hello and welcome. In this episode we talk about bees. So, Bruno, you keep bees. Yes, I do.")
    False
    """
    if len(text) > _NOTES_LENGTH:
        return False
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    return sum(_OF_NOTES.search(sentence) is not None for sentence in sentences) * 2 > len(sentences)


def is_spoken_pace(text: str, start: int, end: int, times: Sequence[tuple[int, int]]) -> bool:
    """Return whether the words between times, (offset, ms) each, take about as long to speak as the times say.

    Lists of chapters have a few words to many minutes. The first few hundred times decide.
    """
    if len(times) < 2:
        return bool(times)
    times = times[:_TIMES_ENOUGH]
    seconds = (max(ms for _, ms in times) - min(ms for _, ms in times)) / 1000
    body = text[times[0][0] : end if end - times[-1][0] < _LAST_STRETCH else times[-1][0]]
    is_fast = has_words(body, _LEAST_WORDS_A_SECOND * seconds) or _usual_pace(text, times) >= _USUAL_PACE
    return is_fast and start <= times[0][0]


def _usual_pace(text: str, times: Sequence[tuple[int, int]]) -> float:
    """Return the median number of words a second between two times, 0 for a few; one wrong time does not change it."""
    if len(times) < _FEW_TIMES:
        return 0.0
    return median(
        count_words(text[place:following]) * 1000 / max(1000, later - ms)
        for (place, ms), (following, later) in pairwise(times)
    )


def count_words(text: str) -> int:
    """Return about how many words a text has; in scripts without spaces, a word for two characters."""
    return len(text.split()) + (0 if text.isascii() else sum(1 for _ in _CJK.finditer(text)) // 2)


def has_words(text: str, least: float) -> bool:
    """Return whether `count_words` would count that many, reading no further than it must.

    >>> has_words("so it is", 3), has_words("so it is", 3.5), has_words("", 0)
    (True, False, True)
    """
    enough = max(0, ceil(least))
    return len(text.split(None, enough)) >= enough or count_words(text) >= least


def is_marked_up(text: str) -> bool:
    """Return whether lists, headings, tables, code or links make up a good part of a text's lines."""
    sample = "\n" + text[:_SAMPLE]
    lines = sum(1 for _ in _FULL_LINE.finditer(sample))
    marked = sum(1 for _ in _MARKUP_LINE.finditer(sample))
    if "://" in sample or "](" in sample:
        linked = (line for line in sample.split("\n") if _MARKUP_LINE.match("\n" + line) is None)
        marked += sum(len(_LINK.findall(line)) > 1 for line in linked)
    return marked * 5 > lines
