"""Phrases by which people say who they are, or who else is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.people.name_pattern import CAPITAL, NAME
from transforms.people.name_runs import NameRun, name_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["self", "named", "cohost", "guest", "joined", "beside", "talk", "parting", "absent"]
"""self: says his own name.  named: `this is X`.  cohost, guest: introduces somebody as that.  joined: as present, in
no role.  beside: `X and I`.  talk: as the other side of a conversation.  parting: says at the end who was there.
absent: says who is not."""


class Introduction(NamedTuple):
    """A name in a sentence, where it begins, and what the sentence says of the one who bears it."""

    kind: Kind
    name: str
    start: int
    affiliation: str | None = None


_HOSTING = (
    r"(?:(?:your|the|tu|su|votre|dein|euer|ihr) (?:[\w-]+ ){0,3}?(?:co-?)?host(?:s|in|e)?(?: today| as always)?,? )?"
)
# As Rust understands them too.
SELF = (
    r"\b(?:[Ii]['’]?m|I am|I(?:['’]ve| have) been|[Mm]y name(?:['’]s| is)|[Ii]t['’]s me|[Ii]t is me|[Aa]nd me"
    r"|[Mm]e llamo|[Yy]o soy|[Ss]oy"
    r"|[Mm]i nombre es|[Ii]ch bin|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e|[Jj]e suis|[Jj]e m['’]appelle|[Ee]u sou"
    r"|[Mm]eu nome é|[Mm]i chiamo|[Ii]k ben|[Mm]ijn naam is|[Jj]ust me),? "
)
NAMED = r"\b(?:[Tt]his is|[Tt]his has been|[Hh]ier ist|[Aa]quí|[Ii]ci) "
_CALLED = rf"(?P<name>{NAME})"


class _Phrase(NamedTuple):
    """A phrase with a name in it or behind it, and words (lower case) without which it is not there."""

    kind: Kind
    words: tuple[str, ...]
    pattern: re.Pattern[str]


_OWN = (
    _Phrase(
        "self",
        ("i'm", "i’m", "im ", "i am", "i've been", "i’ve been", "i have been", "my name", "it's me", "it’s me",
         "it is me", "and me", "just me", "llamo", "soy", "nombre",
         "ich ", "mein", "suis", "appelle", "sou ", "meu", "chiamo", "ik ben", "mijn"),
        re.compile(SELF + _HOSTING + rf"(?:Dr\. |Professor )?(?={_CALLED})"),
    ),
    _Phrase(
        "named",
        ("this is", "this has", "hier ist", "aquí", "ici"),
        re.compile(NAMED + _HOSTING + rf"(?={_CALLED})"),
    ),
    _Phrase(
        "self",
        (" here",),
        re.compile(
            rf"^(?:(?i:hi|hey|hello|yes|and|so|well|everyone|everybody|all|there)[,.!]? ){{0,3}}(?={_CALLED} here\b)"
        ),
    ),
)  # fmt: skip
_OTHERS = (
    _Phrase(
        "joined",
        (" is ", "'s ", "’s ", "joins", "joined", "will be"),
        re.compile(
            rf"{_CALLED}(?:,[^,.?!]{{1,80}},)? (?:is|are|['’]s|joins|joined|will be) (?:(?:also|back|now|here|our"
            rf"|my|the|a"
            r"|with|special|very|first|joining|on) ){0,3}(?:here|joining|joins|joined|us|me|guests?|show|back|today)\b"
        ),
    ),
    _Phrase(
        "cohost",
        ("host",),
        re.compile(rf"{_CALLED},? (?:is |as |who is )?(?:my|our|your) (?:[\w-]+ ){{0,2}}?(?:co[- ]?)?host\b"),
    ),
    _Phrase(
        "cohost",
        ("host", "moderat", "gastgeb", "copresent", "coanim"),
        re.compile(
            r"\b(?:[Cc]o[- ]?[Hh]ost(?:s|ing)?|[Cc]o-?moderat\w+|(?:[Mm]y|[Oo]ur|[Yy]our) (?:[\w-]+ ){0,2}?hosts?"
            r"|Mitgastgeber(?:in)?|copresentador\w*|coanimat\w+)\b"
        ),
    ),
    _Phrase(
        "guest",
        ("guest", "invit", "convid", "gast", "welcom", "bienven", "willkommen", "introduc"),
        re.compile(
            r"\b(?:[Gg]uests?|[Ii]nvitad[oa]s?|[Cc]onvidad[oa]s?|[Ii]nvitée?s?|(?:zu )?Gast|[Pp]lease (?:give|welcome)"
            r"|[Ww]elcome (?:back )?(?:to|on|onto)|[Ww]elcome|[Bb]ienvenid[oa]s?|[Ww]illkommen|[Bb]ienvenue"
            r"|(?:let me|like to|going to|gonna|to) (?:introduce|welcome))\b"
        ),
    ),
    _Phrase(
        "joined",
        ("join", "with me", "with us", "have", "got", "acompaña", "dabei", "nosotr", "tenemos", "recibimos", "visita",
         "recevons", "reçoi", "avec moi", "avec nous", "con noi", "recebemos", "nosco"),
        re.compile(
            r"\b(?:[Jj]oin(?:ed|ing|s)? (?:[\w-]+ ){0,4}?(?:by|me|us)|(?:here )?[Ww]ith (?:me|us)"
            r"|[Tt]oday,? (?:\w+ ){0,3}?have"
            r"|(?:I|[Ww]e)(?: also)? (?:have|got)|have (?:\w+ )?(?:on the|here|in the|with)|[Ww]e['’]ve got"
            r"|nos acompaña\w*|mit dabei|[Rr]ecibimos a|[Nn]os visita|[Cc]on nosotr[oa]s|[Tt]enemos hoy"
            r"|(?:[Oo]n|[Nn]ous|[Jj]e) (?:reçoi[st]|recevons)|[Aa]vec (?:moi|nous)|[Cc]on noi|[Rr]ecebemos|con?nosco)\b"
            rf"(?: a (?={CAPITAL}\w))?"
        ),
    ),
    # Where all nouns have capitals, only two words with one are a name.
    _Phrase(
        "joined",
        ("bei mir", "bei uns", "zu gast", "te gast", "bij ons", "bij mij"),
        re.compile(
            rf"\b(?!(?:D(?:er|ie|as|en|em)|Eine?|Und|Es|Wir) )(?=\S+ {CAPITAL}){_CALLED}"
            r" (?:heute |vandaag )?(?:bei (?:mir|uns)|zu Gast|te gast|bij (?:ons|mij))\b"
        ),
    ),
    _Phrase(
        "joined",
        ("bei mir", "bei uns", "begrüß", "bij ons", "bij mij"),
        re.compile(
            r"\b(?:[Bb]ei (?:mir|uns) (?:ist|sitzt|sind)|[Bb]egrüße(?: ich)?|[Bb]ij (?:ons|mij) (?:is|zit))"
            rf" (?:(?:heute|wieder|auch|hier|vandaag) ){{0,3}}(?=\S+ {CAPITAL})(?={_CALLED})"
        ),
    ),
    _Phrase(
        "joined",
        ("one is", "first is", "second is", "third is", "other is", "there's also", "there’s also"),
        re.compile(
            rf"\b(?:(?:[Oo]ne|[Tt]he (?:first|second|third|other)(?: one)?) is|[Tt]here['’]s also),? (?={_CALLED})"
        ),
    ),
    _Phrase(
        "talk",
        ("speak", "talk", "chat", "sit", "sat", "spoke", "conversation", "interview", "with", "spreche", "unterhalte",
         "hablamos", "conversamos", "charlamos", "parliamo", "falamos", "praten"),
        re.compile(
            r"\b(?:[Ss]peak|[Tt]alk|[Cc]hat|[Ss]it|[Ss]at|[Ss]poke)\w*(?: down)? (?:to|with)\b"
            r"|\b(?:[Cc]onversation|[Ii]nterview) with\b|\b[Ii]nterviewing\b|\b(?:[Hh]ere|[Tt]ogether|[Aa]long) with\b"
            rf"|\b(?:spreche(?:n wir)? (?:ich )?(?:heute )?|unterhalte mich (?:heute )?)mit (?=\S+ {CAPITAL})"
            r"|\b(?:[Hh]ablamos|[Cc]onversamos|[Cc]harlamos) co[nm]\b|\b[Pp]arliamo (?:oggi )?con\b"
            r"|\b[Ff]alamos com\b|\bpraten (?:we |wij )?(?:vandaag )?met\b"
        ),
    ),
)  # fmt: skip
_BESIDE = _Phrase(
    "beside",
    (" and i", " and me", " and myself", "me and ", "i and ", "myself and "),
    re.compile(rf"{_CALLED} and (?:I|me|myself)\b|\b(?:[Mm]e|[Mm]yself|I) and (?P<other>{NAME})"),
)
_PARTING = _Phrase(
    "parting",
    ("guest", "been ", "that was", "thanks", "thank you"),
    re.compile(
        r"\b(?:(?:[Mm]y|[Oo]ur|[Tt]oday['’]s) guests?(?: today| tonight| this \w+)? (?:was|were|has been|have been)"
        r"|[Yy]ou(?:['’]ve| have) been listening to"
        r"|[Ww]e(?:['’]ve| have) been (?:talking|speaking|chatting) (?:to|with)"
        rf"|[Tt]hat was|(?:[Tt]hanks|[Tt]hank you)(?: again| so much)? to(?: my guests?| our guests?)?),? (?={_CALLED})"
    ),
)
_ABSENT = _Phrase(
    "absent",
    (" out", " away", " off ", "vacation", "holiday", " leave", " break", "weather", "travel", "make it", "here",
     "join us", "with us"),
    re.compile(
        rf"{_CALLED}(?:(?:['’]s| is| was)(?: \w+){{0,2}}? (?:out(?: sick| today| this week| on| of town)|away"
        r"|off (?:sick|today|this week)|on (?:vacation|holidays?|\w*ternity leave|parental leave|leave|a break)"
        r"|under the weather|travell?ing|not (?:here|with us|joining))"
        r"|(?: couldn['’]t| could not| can['’]t| cannot| won['’]t| will not| is unable to| wasn['’]t able to| isn['’]t)"
        r" (?:be |join us|make it|here|with us))\b"
    ),
)  # fmt: skip
# Words behind which somebody else's are quoted.
_QUOTES = re.compile(
    r"(?:\S\s*[\"“„«]|\b(?:said|says|saying|say|goes|like|wrote|writes|asked|replied|answered|told \w+|tells \w+|quote)"
    r"[,:]?\s*[\"“„«‘']?)\s*$"
)
_QUOTE_REACH = 24
# Names, and what they are of, stand near the phrase: text without punctuation is one endless sentence.
_REACH = 400
# Who was or will be there on another day is not in the room.
_OTHER_DAY = re.compile(
    r"\b(?:(?:next|last|previous|past|upcoming|earlier|another|future|coming) (?:week|month|year|time|episode|show"
    r"|guest"
    r"|season|interview|conversation|one)s?|(?:weeks|months|years|episodes|days) (?:ago|back)|had|did|would|wasn['’]t"
    r"|can['’]t|could(?:n['’]t)?|used to|were|was|stay tuned|nächste woche|la semana que viene)\b"
)
# Cheap words without which none of the phrases is there: they let few sentences through.
INTRODUCING = (
    "join", "guest", "host", "with me", "with us", "welcome", "introduc", "today", "we have", "i have", "we've got",
    "we’ve got", "we got", "speaking", "talking", "chatting", "conversation", "interview", "sitting", " and i ",
    " i and ", " me and ", " and me", "myself", "invitad", "bienvenid", "willkommen", "bienvenue", "convidad",
    "invité", " gast", "listening to", "that was ", "thanks to", "thanks again to", "thanks so much to",
    "thank you to", "is here", "on the show", "here with", "together with", "along with", "have on", "acompaña",
    "mit dabei", "one is ", "first is ", "second is ", "third is ", "other is ", "there's also", "there’s also",
    "pleasure", "have here", "just me", "bei mir", "bei uns", "begrüß", "te gast", "bij ons", "bij mij", "con nosotr",
    "tenemos", "recibimos", "nos visita", "recevons", "reçoi", "avec moi", "avec nous", "con noi", "recebemos", "nosco",
    "spreche", "unterhalte mich", "hablamos con", "conversamos", "charlamos", "parliamo", "falamos", "praten", "is out",
    "s out ", "is away", "s away", "is off ", "s off ", "vacation", "holiday", " leave", "on a break", "the weather",
    "travel", "make it", "be here", "not here", "t here", "be with us",
)  # fmt: skip


def introductions(sentence: str) -> Iterator[Introduction]:
    """Yield what a sentence says of who is there by name, each name once.

    >>> [found[:2] for found in introductions("I'm Ann Marlow, and with me is my co-host Jon Reed.")]
    [('self', 'Ann Marlow'), ('cohost', 'Jon Reed')]
    """
    told: set[int] = set()
    begin = 0
    lowered = sentence.lower()
    for phrase in _OWN:
        for run in _named_runs(phrase, sentence, lowered):
            if run.start not in told:
                told.add(run.start)
                begin = max(begin, run.end)
                yield Introduction(phrase.kind, run.name, run.start, run.affiliation)
    for run in _named_runs(_BESIDE, sentence, lowered):
        if run.start not in told:
            told.add(run.start)
            yield Introduction("beside", run.name, run.start)
    for run in _named_runs(_PARTING, sentence, lowered):
        if run.start not in told:
            told.add(run.start)
            yield Introduction("parting", run.name, run.start, run.affiliation)
    for run in _named_runs(_ABSENT, sentence, lowered):
        if run.start not in told:
            told.add(run.start)
            yield Introduction("absent", run.name, run.start)
    if not _OTHER_DAY.search(lowered):
        yield from _others(sentence, lowered, told, begin)


def _others(sentence: str, lowered: str, told: set[int], begin: int) -> Iterator[Introduction]:
    for phrase in _OTHERS:
        if not _may_be(phrase, lowered):
            continue
        if "name" in phrase.pattern.groupindex:
            runs = list(_named_runs(phrase, sentence, lowered))
        else:
            cue = phrase.pattern.search(sentence, begin)
            runs = name_runs(sentence[: cue.end() + _REACH], cue.end()) if cue else []
        for run in runs:
            if run.start not in told:
                told.add(run.start)
                yield Introduction(phrase.kind, run.name, run.start, run.affiliation)


def _may_be(phrase: _Phrase, lowered: str) -> bool:
    return any(word in lowered for word in phrase.words)


def _named_runs(phrase: _Phrase, sentence: str, lowered: str) -> Iterator[NameRun]:
    """Yield the names that stand in the phrase itself."""
    if not _may_be(phrase, lowered):
        return
    for match in phrase.pattern.finditer(sentence):
        if phrase.kind == "self" and _QUOTES.search(sentence, max(0, match.start() - _QUOTE_REACH), match.start()):
            continue
        group = "name" if match["name"] else "other"
        start, end = match.span(group)
        # `Ann's here`: what is said of her, not of what is hers.
        ending = "" if sentence[end : end + 2] in ("'s", "’s") else sentence[end : end + _REACH]
        runs = name_runs(sentence[:end] + ending, start)
        # Words that open the sentence are part of the capitalised run, but not of the name.
        yield from [run for run in runs if run.start == start or (run.end == end and run.start > start)][:1]
