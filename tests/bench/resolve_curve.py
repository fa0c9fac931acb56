"""How long the resolution of a corpus takes as it grows: `python -m tests.bench.resolve_curve 1000 10000 100000`.

The facts are generated: shows of many sizes, one of which holds a tenth of all episodes, two hosts a show, a guest an
episode, some of them in several shows, half of the transcripts with letters for labels, and one episode in twenty found
in two documents. Parsing is not measured.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import polars as pl

from transforms.lake_schema import PARSED_EPISODES, PARSED_EVIDENCE, PARSED_PEOPLE, PARSED_VOICES
from transforms.people.corpus import Facts, resolve_people
from transforms.resolve.episodes import resolve_episodes
from transforms.word_set import word_set
from warehouse.name_words import name_words

_GIVEN = tuple(
    sorted(word_set("Ann Jon Mei Siobhan Peter Rita Zosia Brian Olaf Nadia Ravi Lena Tomas Ines Kofi Yuki Omar Ivan"))
)
_BEGIN = tuple(
    sorted(word_set("Mar Tor Ng Quill Bel Har Lin Oak Vand Stern Kow Pet Rob Sand Wint Fjel Dra Cas Alm Bru"))
)
_END = tuple(sorted(word_set("low vald ata feather mont bourne dahl hurst man berg alski ersen inson oval field ner")))
_BATCH = 1_000
_TIMES = 40
_SPARE = pl.DataFrame(schema={"document_id": pl.String, "ordinal": pl.Int32, "to_document_id": pl.String})


def main() -> None:
    """Measure each size and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.resolve_curve", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000], help="episodes (%(default)s)")
    sys.stdout.write(
        f"{'episodes':>10}{'recordings':>12}{'s':>8}{'people':>12}{'s':>8}{'ms an episode':>16}{'MB':>8}\n"
    )
    for size in parser.parse_args().sizes:
        sys.stdout.write(_measure(size))
        sys.stdout.flush()


def _measure(size: int) -> str:
    finds = _finds(size)
    begun = time.process_time()
    episodes = resolve_episodes(finds, _SPARE)
    resolved = time.process_time()
    shows = pl.DataFrame(episodes.episodes.select(["episode_id", "show_id"]))
    places = pl.DataFrame(episodes.episode_documents.select(["document_id", "ordinal", "episode_id", "is_primary"]))
    placed = finds.select("document_id", "ordinal", "segment_count", "folder", "stem").join(
        places.join(shows, on="episode_id"), on=["document_id", "ordinal"]
    )
    between = time.process_time()
    people = resolve_people(placed, partial(_facts, size), name_words())
    ended = time.process_time() - _generating(size)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return (
        f"{size:>10,}{episodes.episodes.num_rows:>12,}{resolved - begun:>8.2f}{people.speakers.num_rows:>12,}"
        f"{ended - between:>8.2f}{1e3 * (ended - between + resolved - begun) / size:>16.2f}{memory:>8,.0f}\n"
    )


def _generating(size: int) -> float:
    """Return the seconds that making the facts takes, twice, as `resolve_people` asks for them twice."""
    begun = time.process_time()
    for _ in range(2):
        for _facts_of_batch in _facts(size):
            pass
    return time.process_time() - begun


def _document(number: int) -> str:
    return f"{number:016x}"


def _show(number: int, size: int) -> int:
    return 0 if number % 10 == 0 else 1 + (number * 7919) % max(2, size // 40)


def _name(number: int) -> str:
    given = _GIVEN[number % len(_GIVEN)]
    rest = number // len(_GIVEN)
    return f"{given} {_BEGIN[rest % 20]}{_END[rest // 20 % 16]}{_END[rest // 320 % 16] if rest >= 320 else ''}"


def _finds(size: int) -> pl.DataFrame:
    random = np.random.default_rng(size)
    schema = pl.DataFrame(PARSED_EPISODES.arrow().empty_table()).schema | {"folder": pl.String, "stem": pl.String}
    empty: dict[str, Any] = dict.fromkeys(schema)
    rows = []
    for number in range(size):
        # Every twentieth is what the one before is, in another layout.
        base = number - 1 if number % 20 == 19 else number
        sketch = np.random.default_rng(base).integers(0, 2**32, 128, dtype=np.uint32)
        rows.append(
            empty
            | {
                "document_id": _document(number), "ordinal": 1, "doc_start": 0, "doc_end": 9, "categories": [],
                "tags": [], "is_title_from_name": False, "is_whole_document": True, "labelled_turn_count": _TIMES,
                "timed_segment_count": 0, "segment_count": 200, "word_count": 9_000, "has_transcript": True,
                "sketch": np.sort(sketch).tolist(), "title": f"Talk {base} of {random.integers(9_000_000_000)}",
                "show_title": f"Show number {_show(base, size)}", "folder": "file:///talks", "stem": f"talk-{number}",
            }
        )  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def _facts(size: int) -> Iterator[Facts]:
    for first in range(0, size, _BATCH):
        numbers = range(first, min(size, first + _BATCH))
        people, voices, evidence = [], [], []
        for number in numbers:
            key = {"document_id": _document(number), "ordinal": 1, "doc_start": 0, "doc_end": 9}
            show = _show(number - (number % 20 == 19), size)
            host, cohost, guest = _name(show * 2), _name(show * 2 + 1), _name((number * 31) % (size * 2) + 7)
            labels = ("A", "B", "C") if number % 2 else (host, cohost, guest.split()[0])
            people.append(key | {"name": guest, "role": "guest", "is_present": True, "evidence": f"with {guest}"})
            voices += [key | _voice(label, place) for place, label in enumerate(labels)]
            evidence += [key | row for row in _evidence(labels, (host, cohost, guest))]
        yield Facts(
            *(
                pl.DataFrame(rows, schema=pl.DataFrame(table.arrow().empty_table()).schema, orient="row")
                for table, rows in ((PARSED_PEOPLE, people), (PARSED_VOICES, voices), (PARSED_EVIDENCE, evidence))
            )
        )


def _voice(label: str, place: int) -> dict[str, Any]:
    return {
        "speaker_label": label, "first_turn": place, "second_turn": place + 3, "last_turn": 120 - place,
        "turn_count": _TIMES, "word_count": 3_000, "sentence_count": 200, "question_count": 60 - 25 * place,
        "host_phrase_count": 4 - 2 * place, "guest_phrase_count": place // 2,
    }  # fmt: skip


def _evidence(labels: tuple[str, ...], names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    said = {"is_opening": True, "is_closing": True, "segment_index": 3, "said_count": 1, "words": "as it was said"}
    for place, (label, name) in enumerate(zip(labels, names, strict=True)):
        other = labels[(place + 1) % 3]
        between = {"speaker_label": label, "label_before": other, "label_after": other}
        if place < 2:
            yield said | between | {"kind": "self", "name": name, "turn_index": place}
        for kind, whom in (("vocative", (place + 1) % 3), ("asked", (place + 1) % 3), ("thanks", (place + 2) % 3)):
            yield said | between | {"kind": kind, "name": names[whom].split()[0], "turn_index": 30 + place}
        for whom in range(3):
            yield said | {"kind": "mention", "name": names[whom].split()[0], "speaker_label": label, "turn_index": 0}
    yield said | {
        "kind": "guest",
        "name": names[2],
        "speaker_label": labels[0],
        "turn_index": 2,
        "label_after": labels[2],
    }


if __name__ == "__main__":
    main()
