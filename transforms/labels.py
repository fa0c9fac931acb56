"""Which of the words before a colon are speakers: a label set is closed per episode, by what the document bears out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.fold import match_key
from transforms.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

LABEL_LENGTH = 60
_WORDS = 7
_NOT_IN_LABELS = re.compile(r"[?!;:/\\<>{}|=]|(?i:https?\b)|\.\s+[a-z]|\d{3,}")
_ASIDE = re.compile(r"\([^)]*\)")
_GENERIC = re.compile(
    r"(?:unknown |unidentified |male |female |first |second |third |co-?|guest |main )?"
    r"(?:speakers?|spk|spkr|voice|participant|guest|host|interviewer|interviewee|narrator|announcer"
    r"|audience(?: member)?|moderator|presenter|caller|reporter|translator"
    r"|sprecher(?:in)?|moderatorin?|interviewerin|locuteur|intervenante?|hablante|orador|falante|interlocutore?|locutor"
    r"|entrevistador[ae]?|entrevistad[oa]|ospite|invitad[oa]|invitée?|spreker|talare|taler|puhuja|mówca|prowadzący"
    r"|konuşmacı|спикер|говорящий|ведущ(?:ий|ая)|гость|σπικερ|ομιλητής)(?:[ _#-]*(?:\d{1,4}|[a-z]))?"
    r"|[qa]\d?|s\d{1,2}"
    r"|(?:话者|話者|说话人|說話人|发言人|發言人|讲者|講者|스피커|화자|참석자|متحدث|المتحدث|דובר)[ _]?\d{0,4}"
    r"|主持人|嘉宾|嘉賓|司会者?|ゲスト|聞き手|진행자|게스트",
    re.I,
)
# The two parts of a questioning: each is a part only where both are there.
_ASKING = word_set("question frage pregunta domanda pergunta вопрос 问 問 문")
_ANSWERING = word_set("answer antwort respuesta réponse risposta resposta ответ 答 답")
_LETTER = re.compile(r"[^\W\d_]")
_PARTICLES = word_set(
    "van von de der den di da dos du la le el al bin ibn ben of the and und y et e ter ten zu af av ap st with"
)
# Words that open a remark, a heading or a line of facts; a name never is one of them.
REMARKS = word_set(
    """
    abstract acknowledgements action acts ad addendum ads advert advertisement advice agenda answer answers appendix
    apr article articles aside aug author authors background blog bonus book books break breaking caption
    categories category caution chapter chapters claim clip code companies conclusion conclusions cons contact contents
    context correction corrections credits criticism cue cut data date day dec december definition description details
    disclaimer discussion download duration edit edited editor email entities episode episodes event events example
    examples exercise fact facts faq feature feb february feed figure file filename fixme followup format fri friday
    genre goal goals guests headline highlights hint history homepage hosts idea ideas image important info intro
    introduction issue issues january jingle jul july jun key keywords language lastly laughter length lesson
    license licence link links list location march market media meeting mention mentioned message method metadata
    misc mon monday month more music name nb news newsletter next note notes notice nov november number oct october
    option outline outro output overview page pages paper papers paragraph participants part parts people personal
    phase place plan platform podcast point points post prediction predictions preview price principle problem problems
    produced producer project projects prompt pros ps publication published publisher question questions quote quotes
    read reason reasons recap recommendation recommendations recorded recording reference references related release
    reminder request requests resource resources result results review reviews rss rule rules sat saturday scene score
    script season secondly section sections segment sep sept september series show shownotes shows side slides slug
    social solution source sources speakers special spoiler spoilers sponsor sponsored sponsors status step steps
    subject subtitle summary sunday support table tag tags takeaway takeaways task tasks text theme theory thoughts
    thu thursday tip tips title tldr todo tool tools topic topics total track trailer transcribed transcriber
    transcript transcription transcripts tue tuesday tweet tweets twitter type update updated updates upload url usage
    version video videos view views warning website wed wednesday week where why workflow written year youtube
    http https mailto q&a music applause silence inaudible crosstalk
    """
)
_NEAR = 1
_STEM = 4


def is_label_shaped(text: str) -> bool:
    """Return whether `text` (without delimiters) has the shape of a speaker label at all.

    >>> [is_label_shaped(text) for text in ("Ann Marlow (host)", "SPEAKER_01", "quill", "the point is", "12", "")]
    [True, True, True, False, False, False]
    """
    text = text.strip()
    return 0 < len(text) <= LABEL_LENGTH and _is_shaped(text)


@lru_cache(maxsize=4_096)
def _is_shaped(text: str) -> bool:
    # The same few labels stand in a text again and again.
    if _NOT_IN_LABELS.search(text) or not _LETTER.search(text):
        return False
    words = _ASIDE.sub("", text).split()
    if not 0 < len(words) <= _WORDS:
        return False
    return len(words) == 1 or is_generic(text) or all(_begins_like_a_name(word) for word in words)


def is_generic(label: str) -> bool:
    """Return whether a label is a number, letter or part rather than a name.

    >>> [is_generic(label) for label in ("Speaker 1", "SPEAKER_02", "Q", "Host", "Ann")]
    [True, True, True, True, False]
    """
    return _GENERIC.fullmatch(label.strip()) is not None


def is_remark(label: str) -> bool:
    """Return whether a label opens a remark, a heading or a fact (`Note`, `Q&A`, `Search Issues`) and names nobody.

    >>> [is_remark(label) for label in ("Note", "Q&A", "Search Issues", "Ann Page", "Mark")]
    [True, True, True, False, False]
    """
    words = _ASIDE.sub("", label).casefold().replace("_", " ").split()
    if not words or is_generic(label):
        return not words
    is_last_remark = words[-1].strip("#.") in REMARKS
    return is_last_remark and (len(words) == 1 or not _is_full_name(label) or words[-1].endswith("s"))


def closed_labels(
    counts: Mapping[str, int],
    known: Collection[str] = (),
    *,
    coverage: float = 0.0,
    dressed: Collection[str] = (),
) -> frozenset[str]:
    """Return those of the candidates that are speakers.

    `counts` has how often each candidate stands in label position; `known` are names that the record itself gives;
    `coverage` is the share of the paragraphs (or cues) that begin with a candidate; `dressed` are candidates that the
    document sets apart by more than a colon (bold type, a time of their own).
    A candidate of the shape of a label is a speaker when it is known or generic, or names somebody and is repeated,
    a full name, dressed, stands in a text that consists of labelled paragraphs, or is another form of one that is.
    """
    keys, marked = {match_key(name) for name in known}, frozenset(dressed)
    shaped = {label: count for label, count in counts.items() if is_label_shaped(label)}
    sure = {label for label in shaped if match_key(label) in keys or is_generic(label)} | _questioning(shaped)
    named = {label: count for label, count in shaped.items() if label not in sure and not is_remark(label)}
    sure |= {
        label
        for label, count in named.items()
        if count > 1 or label in marked or coverage >= _COVERED or _is_full_name(label)
    }
    return frozenset(sure | variants(named.keys() - sure, sure))


_COVERED = 0.5


def _questioning(counts: Mapping[str, int]) -> set[str]:
    """Return the words for question and for answer, if both stand there and not only once."""
    asking = {label for label in counts if label.casefold() in _ASKING and counts[label] > 1}
    answering = {label for label in counts if label.casefold() in _ANSWERING and counts[label] > 1}
    return asking | answering if asking and answering else set()


def variants(candidates: Iterable[str], labels: Collection[str]) -> frozenset[str]:
    """Return the candidates that are another form of one of the labels: one letter off, cut short, or spelt out.

    >>> sorted(variants(["Abh", "Abhi", "Marlwo", "Marlou", "Ann Marlow (AM)"], ["Abhinav", "Marlow", "AM"]))
    ['Abhi', 'Ann Marlow (AM)', 'Marlou']
    """
    keys = {match_key(label): label for label in labels}
    stems = {key[:length] for key in keys for length in range(_STEM, len(key))}
    near = {form for key in keys if len(key) >= _STEM for form in _one_off(key)}
    return frozenset(label for label in candidates if _is_variant(label, keys, stems, near))


def _is_variant(label: str, keys: Mapping[str, str], stems: set[str], near: set[str]) -> bool:
    key = match_key(label)
    alias = _ASIDE.search(label)
    if key in keys or key in stems or (alias is not None and match_key(alias[0]) in keys):
        return True
    return len(key) >= _STEM and not near.isdisjoint(_one_off(key))


def _one_off(key: str) -> set[str]:
    """Return the key with each of its letters replaced by a gap: two keys that share one differ in that letter."""
    return {f"{key[:index]}_{key[index + 1 :]}" for index in range(len(key))}


def _begins_like_a_name(word: str) -> bool:
    letters = _LETTER.search(word)
    return letters is None or not letters[0].islower() or word.casefold() in _PARTICLES


def _is_full_name(label: str) -> bool:
    words = [word for word in _ASIDE.sub("", label).split() if word.casefold() not in _PARTICLES]
    return 2 <= len(words) <= 4 and all(word[0].isupper() and word.rstrip(".")[-1:].islower() for word in words)
