"""Conversations to measure with: as many words as asked for, none of them worth reading."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_FIRST = ("Ada", "Bruno", "Chidi", "Dolores", "Emre", "Freya", "Gwen", "Hanno", "Ines", "Jonas", "Kofi", "Lena")
_LAST = ("Abara", "Brandt", "Castellano", "Dunmore", "Eriksen", "Fontaine", "Grover", "Hartwell", "Ibekwe", "Jansen")
_WORD = re.compile(r"\b[a-z]{1,12}\b")
_MS_A_WORD = 380
_WORDS_A_NAME = 70


class Turn(NamedTuple):
    """What one voice says between two times."""

    speaker: str
    start_ms: int
    end_ms: int
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.sentences)


class Episode(NamedTuple):
    """An episode that never was."""

    show: str
    title: str
    number: int
    speakers: tuple[str, str]
    turns: tuple[Turn, ...]

    @property
    def duration_ms(self) -> int:
        """How long it would have been."""
        return self.turns[-1].end_ms


@cache
def _vocabulary() -> tuple[list[str], list[int]]:
    """Return the words of the samples and how often they stand there."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt")))
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    return list(counts), list(counts.values())


@cache
def _names() -> list[str]:
    """Return names of the lexicon, which the conversations mention now and then."""
    rows = (
        row
        for path in sorted((ROOT / "transforms" / "lexicon" / "entities").glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    )
    return [row["name"] for row in rows]


def invent(seed: int, word_count: int) -> Episode:
    """Return an episode of about so many words; one seed always gives the same one."""
    chance = random.Random(seed)
    words, weights = _vocabulary()
    drawn = iter(chance.choices(words, weights, k=word_count))
    show = f"The {chance.choice(words).title()} {chance.choice(words).title()} Hour {seed % 97}"
    host, guest = (f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(2))
    turns: list[Turn] = []
    clock = 0
    while sentences := tuple(filter(None, (_sentence(chance, drawn) for _ in range(chance.randint(1, 6))))):
        speaker = (host, guest)[len(turns) % 2]
        end = clock + _MS_A_WORD * sum(sentence.count(" ") + 1 for sentence in sentences)
        turns.append(Turn(speaker, clock, end, sentences))
        clock = end + 200
    title = f"{chance.choice(words).title()} and {chance.choice(words).title()}, with {guest}"
    return Episode(show, title, seed, (host, guest), tuple(turns))


def _sentence(chance: random.Random, drawn: object) -> str:
    words = [word for _, word in zip(range(chance.randint(5, 24)), drawn, strict=False)]  # type: ignore[call-overload]
    if not words:
        return ""
    if chance.random() < len(words) / _WORDS_A_NAME:
        words.insert(chance.randrange(len(words) + 1), chance.choice(_names()))
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."
