"""The options of `castledger lexicon` and `castledger corrections`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows import help_texts as texts

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[[str, str], Callable[[argparse.Namespace], int]]
    Add = Callable[..., argparse.ArgumentParser]

_COLUMNS = ("name", "kind", "aliases", "ambiguous", "homepage", "wikidata-id", "description")
_KINDS = ("person", "organization", "product", "work", "place", "event", "technique", "topic")


def add_lexicon(add: Add, common: argparse.ArgumentParser, command: Command) -> None:
    """Add `lexicon` and what it can do; `command` makes a command of a module and a function."""
    parser = add("lexicon", parents=[], help="bring names of your own", description=texts.LEXICON,
                 epilog=texts.LEXICON_EXAMPLES)  # fmt: skip
    add_part = _parts(parser, common)
    adding = add_part("add", help="check a file and take it in", description=texts.LEXICON_ADD)
    adding.add_argument("file", metavar="FILE", type=Path, help="a CSV file with a header")
    adding.set_defaults(command=command("flows.lexicon_command", "add"))
    _add_convert(add_part("convert", help="make a file from a dump", description=texts.LEXICON_CONVERT), command)
    telling = add_part("report", help="what matches, what collides", description=texts.LEXICON_REPORT)
    telling.add_argument("--shipped", action="store_true", help="also of the lexicon that ships")
    telling.set_defaults(command=command("flows.lexicon_command", "report"))


def add_corrections(add: Add, common: argparse.ArgumentParser, command: Command) -> None:
    """Add `corrections` and what it can do."""
    parser = add("corrections", parents=[], help="say what words stand for", description=texts.CORRECTIONS,
                 epilog=texts.CORRECTIONS_EXAMPLES)  # fmt: skip
    add_part = _parts(parser, common)
    adding = add_part("add", help="add one", description=texts.CORRECTIONS_ADD)
    adding.add_argument("surface", metavar="WORDS", help="the words as they are in the transcript")
    adding.add_argument("entity", metavar="ENTITY", help="the name of what they stand for, or 'not an entity'")
    adding.add_argument("--show", metavar="SHOW", help="only there: a title or an identity")
    adding.add_argument("--episode", metavar="EPISODE", help="only there: a title or an identity")
    adding.add_argument("--kind", choices=_KINDS, help="what the entity is, if it is new")
    adding.set_defaults(command=command("flows.corrections_command", "add"))
    listing = add_part("list", help="show them, and what is wrong in them", description=texts.CORRECTIONS_LIST)
    listing.set_defaults(command=command("flows.corrections_command", "show"))


def _add_convert(parser: argparse.ArgumentParser, command: Command) -> None:
    parser.add_argument("dump", metavar="DUMP", type=Path, help="a CSV file, or Wikidata's JSON; .gz and .bz2 too")
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the lexicon file to write")
    parser.add_argument("--kind", choices=_KINDS, help="what they are, where nothing else tells")
    columns = parser.add_argument_group("columns of a CSV dump", "those that are not named as ours are")
    for name in _COLUMNS:
        columns.add_argument(f"--{name}-column", metavar="COLUMN", help=f"the column that has the {name}")
    columns.add_argument("--separator", metavar="TEXT", default="|", help="what parts several values (%(default)s)")
    wikidata = parser.add_argument_group("of Wikidata's JSON")
    wikidata.add_argument("--language", metavar="CODE", default="en", help="of names and descriptions (%(default)s)")
    wikidata.add_argument("--least-sitelinks", metavar="N", type=int, default=0,
                          help="leave out what fewer Wikipedias write about")  # fmt: skip
    parser.set_defaults(command=command("flows.lexicon_command", "convert"))


def _parts(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> Add:
    parts = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    return partial(
        parts.add_parser, parents=[common], formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
