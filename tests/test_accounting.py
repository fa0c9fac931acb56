"""What of a document nothing was made of: found by columns, and by going from stretch to stretch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.accounting import accounted_share, gaps
from transforms.parsed import Link, Mark, Parsed, ParsedEpisode, Speech

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda span: (span[0], sum(span))), max_size=8)


def plain_gaps(spans: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    found, reached = [], 0
    for start, end in sorted(spans):
        if start > reached:
            found.append((reached, start))
        reached = max(reached, end)
    return [*found, (reached, length)] if reached < length else found


@given(SPANS, SPANS, SPANS, SPANS, st.integers(0, 100))
def test_gaps_are_those_between_stretches(
    accounts: list[tuple[int, int]],
    said: list[tuple[int, int]],
    marks: list[tuple[int, int]],
    links: list[tuple[int, int]],
    length: int,
) -> None:
    parsed = Parsed("test", accounts=[(*span, "markup") for span in accounts])
    speech = Speech(["so"] * len(said), [start for start, _ in said], [end for _, end in said]).complete()
    parsed.episodes += [ParsedEpisode(0, 0), ParsedEpisode(0, length, speech=speech)]
    parsed.episodes[1].marks += [Mark(0, "start", *span) for span in marks]
    parsed.episodes[0].links += [Link("http://b.example", None, *span) for span in links]
    assert list(gaps(parsed, length)) == plain_gaps([*accounts, *said, *marks, *links], length)


def test_white_space_is_not_missed() -> None:
    parsed = Parsed("test", accounts=[(0, 2, "markup")])
    assert accounted_share(parsed, "so \n\u00a0") == 1.0
    assert accounted_share(parsed, "so it") == 0.5
    assert accounted_share(Parsed("test"), " ") == 1.0
