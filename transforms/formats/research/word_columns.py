"""Words with times, one by one, on their way to runs of one speaker."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from transforms.formats.captions.cues import bare
from transforms.formats.records.runs import Words, runs_of
from transforms.parsed import ParsedEpisode


@dataclass(slots=True)
class WordColumns:
    """Columns of words in the order spoken, with their places in the document."""

    texts: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    labels: list[str | None] = field(default_factory=list)

    def add(self, text: str, at: int, start_ms: int | None, end_ms: int | None, label: str | None) -> None:
        """Append a word that stands in the document from `at` on."""
        self.texts.append(bare(text))
        self.begins.append(at)
        self.closes.append(at + len(text))
        self.starts.append(np.nan if start_ms is None else start_ms)
        self.ends.append(np.nan if end_ms is None else end_ms)
        self.labels.append(label)

    def episode(self, length: int) -> ParsedEpisode:
        """Return the episode of a document of `length` characters that the words make."""
        episode = ParsedEpisode(0, length)
        if self.texts:
            episode.speech = runs_of(
                Words(
                    self.texts,
                    np.array(self.starts, dtype=np.float64),
                    np.array(self.ends, dtype=np.float64),
                    self.labels,
                    np.array(self.begins, dtype=np.int64),
                    np.array(self.closes, dtype=np.int64),
                )
            )
        return episode
