"""The quality page: one static HTML file that says how the last checks went, without anything from outside."""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from expectations.corpus import corpus_probes
from expectations.outcome import is_publishable
from expectations.probe import schema_probes
from expectations.quality_facts import read_facts
from expectations.quality_style import STYLE
from transforms.reasons import IGNORED_REASONS, REJECT_REASONS, WARNING_REASONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from expectations.outcome import Outcome
    from expectations.quality_facts import Reason, RunFacts

_GRAVITY = ("critical", "warning", "info")
# Control characters, and those that turn the direction of the text after them.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def render(database: Path, page: Path) -> None:
    """Write the quality page of the latest run that a DuckDB file holds; the old page is replaced whole."""
    facts, outcomes = read_facts(database)
    beside = page.with_suffix(".writing")
    beside.write_text(compose(outcomes, facts), encoding="utf-8")
    beside.replace(page)


def compose(outcomes: Sequence[Outcome], facts: RunFacts) -> str:
    """Return the page as HTML: verdict, counts, what failed (gravest first), what is odd, stages, all checks.

    Every value from the data is escaped, and set apart from the text around it whichever way it is written.
    """
    failed = sorted((one for one in outcomes if one.outcome != "passed"), key=_rank)
    body = "".join((
        _verdict(outcomes, facts),
        _tiles(facts),
        _section("What failed", "".join(map(_failure, failed)) or "<p>Every check passed.</p>"),
        _section("How much is known", "".join(_bar(name, one, 1, _percent(one)) for name, one in facts.shares.items())),
        _section("Left alone", _reasons(facts.ignored, IGNORED_REASONS, "Everything was about an episode.")),
        _section("Rejects", _reasons(facts.rejects, REJECT_REASONS, "Nothing was rejected.")),
        _section("Warnings", _reasons(facts.warnings, WARNING_REASONS, "Nothing looked wrong.")),
        _section("Seconds a stage", _stages(facts.stage_seconds)),
        _section("All checks", _tables(outcomes, facts.row_counts)),
        f"<footer>{_text(', '.join(f'{name} {version}' for name, version in facts.versions.items()))}</footer>",
    ))  # fmt: skip
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>castledger: checks of run {_text(facts.run_id)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _verdict(outcomes: Sequence[Outcome], facts: RunFacts) -> str:
    good = is_publishable(outcomes)
    counts = Counter(one.outcome for one in outcomes)
    words = "Published" if good else "Not published: the warehouse is as it was before"
    told = ", ".join(f"{counts[name]:,} {name}" for name in ("passed", "failed", "error") if counts[name])
    return (
        f'<h1>Checks of the ledger</h1>\n<div class="verdict {"good" if good else "bad"}" role="status">'
        f"<strong>{'✓' if good else '✗'} {words}</strong>"
        f"<p>{len(outcomes):,} checks: {told or 'none was made'}.</p>"
        f"<p>Run {_text(facts.run_id)}, {facts.started_at:%Y-%m-%d %H:%M:%S} UTC.</p></div>\n"
    )


def _tiles(facts: RunFacts) -> str:
    counted = [(f"documents {status}", count) for status, count in facts.statuses.items()]
    shown = ("shows", "episodes", "segments", "speakers", "entities", "mentions", "rejects", "warnings")
    counted += [(name, facts.row_counts.get(name, 0)) for name in shown]
    return (
        '<dl class="tiles">' + "".join(f"<div><dt>{_text(n)}</dt><dd>{c:,}</dd></div>" for n, c in counted) + "</dl>\n"
    )


def _failure(one: Outcome) -> str:
    words = _DESCRIPTIONS.get((one.table_name, one.check_name), "")
    state = "could not be judged" if one.outcome == "error" else f"{_count(one.unexpected_count or 0, 'row')} broke it"
    seen = f'<span class="seen" dir="auto">{_text(one.detail)}</span>' if one.detail else ""
    return (
        f'<article class="card"><h3><span class="mark {one.severity}">{one.severity}</span>'
        f"{_text(one.table_name)}: {_text(one.check_name)}</h3>"
        f"<p>Expected: {_text(words)}; {state}.</p>{seen}</article>\n"
    )


def _reasons(reasons: Iterable[Reason], meanings: Mapping[str, str], nothing: str) -> str:
    return "".join(_reason(one, meanings.get(one.reason)) for one in reasons) or f"<p>{nothing}</p>"


def _reason(one: Reason, meaning: str | None) -> str:
    example = ", ".join(filter(None, (one.uri, one.locator, one.detail)))
    told = f"{_count(one.times, 'time')} in {_count(one.document_count, 'document')}"
    return (
        f'<article class="card"><h3>{_text(one.reason)} <span class="soft">{told}</span></h3>'
        f'<p>{_text(meaning)}</p><span class="seen" dir="auto">{_text(example)}</span></article>\n'
    )


def _stages(seconds: Mapping[str, float]) -> str:
    longest = max(seconds.values(), default=0)
    return "".join(_bar(name, took, longest, f"{took:.2f} s") for name, took in seconds.items()) or "<p>Not timed.</p>"


def _bar(name: str, value: float | None, whole: float, words: str) -> str:
    width = 100 * (value or 0) / (whole or 1)
    return (
        f'<div class="bar"><span>{_text(name)}</span><span class="rail" aria-hidden="true">'
        f'<span style="width:{width:.1f}%"></span></span><span class="number">{words}</span></div>\n'
    )


def _tables(outcomes: Sequence[Outcome], row_counts: Mapping[str, int]) -> str:
    of_table = {
        name: list(group) for name, group in groupby(sorted(outcomes, key=_place), key=lambda one: one.table_name)
    }
    return "".join(_table(name, checks, row_counts.get(name, 0)) for name, checks in of_table.items())


def _table(name: str, checks: Sequence[Outcome], row_count: int) -> str:
    passed = sum(one.outcome == "passed" for one in checks)
    items = "".join(
        f'<li><span class="{"good" if one.outcome == "passed" else "bad"}">{one.outcome}</span> {_text(one.check_name)}'
        f' <span class="soft">{_text(_DESCRIPTIONS.get((one.table_name, one.check_name)))}</span></li>'
        for one in checks
    )
    told = f"{_count(row_count, 'row')}, {passed} of {len(checks)} checks passed"
    return f'<details><summary>{_text(name)} <span class="soft">{told}</span></summary><ul>{items}</ul></details>\n'


def _section(title: str, content: str) -> str:
    return f"<section>\n<h2>{title}</h2>\n{content}</section>\n"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _percent(share: float | None) -> str:
    # 99.96% must not be shown as all of it.
    return "none" if share is None else "100%" if share == 1 else f"{min(100 * share, 99.9):.1f}%"


def _text(value: str | None) -> str:
    """Return text that is safe within an element or a quoted attribute: escaped, without control characters."""
    return html.escape(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", value or ""))


def _rank(one: Outcome) -> tuple[int, str, str]:
    return (_GRAVITY.index(one.severity), one.table_name, one.check_name)


def _place(one: Outcome) -> tuple[str, str]:
    return (one.table_name, one.check_name)


_DESCRIPTIONS = {
    (probe.table, check.name): check.description
    for probe in (*schema_probes(), *corpus_probes())
    for check in probe.checks
}
