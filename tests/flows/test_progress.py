"""How far a run is, as people see it."""

from __future__ import annotations

import io

from flows.progress import Progress, current, line, to_stream, told


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def play(progress: Progress) -> None:
    progress.begin("pull", 1)
    progress.step()
    progress.end("pull", "5 documents", 0.21)
    progress.begin("normalize", 30)
    for _ in range(30):
        progress.step()
    progress.end("normalize", "[30] batches", 61.0)


def test_elsewhere_each_stage_is_a_line_and_long_ones_have_some_between() -> None:
    stream = io.StringIO()
    with to_stream(stream) as progress:
        play(progress)
    between = [f"normalize   {3 * tenth} of 30" for tenth in range(1, 10)]
    assert stream.getvalue().splitlines() == [
        line("pull", "5 documents", 0.21), *between, line("normalize", "[30] batches", 61.0)
    ]  # fmt: skip


def test_on_a_terminal_the_lines_stay_and_the_bar_goes() -> None:
    terminal = Terminal()
    with to_stream(terminal) as progress:
        play(progress)
    seen = terminal.getvalue()
    assert line("pull", "5 documents", 0.21) in seen
    assert line("normalize", "[30] batches", 61.0) in seen
    assert "30 of 30" not in seen.rpartition("[30] batches")[2]


def test_nobody_is_told_unless_somebody_asks() -> None:
    play(current())
    asked = Progress()
    with told(asked):
        assert current() is asked
    assert current() is not asked
