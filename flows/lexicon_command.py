"""The command `lexicon`: names of the user's own, from a file or a dump, and what they are worth."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from transforms.lexicon_dump import COLUMNS, SKIPPED, Mapped
from warehouse.folder import DataFolder
from warehouse.lexicon_files import add_list, convert_dump
from warehouse.lexicon_report import describe
from warehouse.lexicon_report import report as make_report
from warehouse.text_table import plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from warehouse.lexicon_report import Report

_SHOWN = 20


def add(options: argparse.Namespace) -> int:
    """Take a lexicon file into the data folder, and say what is wrong in it."""
    added = add_list(options.file, DataFolder(options.data.absolute()))
    sys.stdout.write(f"{added.found.table.num_rows:,} entries in {added.path}; the next run finds them\n")
    _list("What is wrong in it", (describe(problem) for problem in added.found.problems))
    return 0


def convert(options: argparse.Namespace) -> int:
    """Make a lexicon file from a dump, and say what was left out and why."""
    given = {name: getattr(options, f"{name}_column") for name in COLUMNS}
    columns = {name: column for name, column in given.items() if column is not None}
    how = Mapped(columns, options.kind, options.separator, options.language, options.least_sitelinks)
    done = convert_dump(options.dump, options.to, how)
    sys.stdout.write(f"{done.row_count:,} entries in {options.to}\n")
    for reason, count in done.skipped.most_common():
        examples = ", ".join(plain(example) for example in done.examples[reason])
        sys.stdout.write(f"{count:>10,} left out: {SKIPPED[reason]} ({examples})\n")
    return 0


def report(options: argparse.Namespace) -> int:
    """Say which entries nobody mentions, which forms two entities share, and which are common words."""
    _write(make_report(DataFolder(options.data.absolute()), with_shipped=options.shipped))
    return 0


def _write(found: Report) -> None:
    unheard = [entry for entry in found.entries if not entry.mention_count]
    sys.stdout.write(f"{len(found.entries):,} entries, {len(found.entries) - len(unheard):,} of them mentioned\n")
    _list("Never mentioned", (f"{one.source} line {one.line}: {one.name} ({one.kind})" for one in unheard))
    shared = (
        f"{one.owners[0].form}: " + " | ".join(f"{owner.name} ({owner.kind}, {owner.source})" for owner in one.owners)
        for one in found.collisions
    )
    _list("Forms of several entities, not marked as ambiguous in all", shared)
    words = (f"{one.source} line {one.line}: {one.form}, of {one.name} ({one.languages})" for one in found.ordinary)
    _list("Forms that are common words, not marked as ambiguous", words)
    _list("What is wrong in the files", map(describe, found.problems))


def _list(title: str, lines: Iterable[str]) -> None:
    """Write a list with a title, if there is any; all of it where the output is read by a program."""
    every = list(lines)
    shown = every[:_SHOWN] if sys.stdout.isatty() else every
    if every:
        sys.stdout.write(f"\n{title}: {len(every):,}\n")
    for line in shown:
        sys.stdout.write(f"  {plain(line)}\n")
    if len(every) > len(shown):
        sys.stdout.write(f"  and {len(every) - len(shown):,} more; all of them when written to a file or a pipe\n")
