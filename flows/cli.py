"""The command line; nothing heavy is imported before a command needs it, so that reading stays quick."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from flows.limits import describe_limits, parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

OK, REJECTS, NOT_RUN, INTERRUPTED = 0, 1, 2, 130
_OURS = {"expectations", "flows", "warehouse"}

_ABOUT = "Turns raw podcast text into a ledger to query with SQL: who said what, when, about what."
_EXAMPLES = """\
examples:
  castledger run transcripts/              read a folder, publish data/warehouse.duckdb
  castledger sql "FROM episode_overview"   ask it
  castledger search "open weights"         find who said it, and when
  castledger export --to parquet/          write every table to Parquet
  castledger info                          what there is, what was rejected and why

The data folder is --data DIR, or else the environment's CASTLEDGER_DATA, or else ./data.
Exit status: 0 all well, 1 finished with rejects (run --strict), 2 could not run."""
_RUN_USAGE = "castledger run [SOURCE ...] [--data DIR] [--strict] [--workers N] [--settings FILE] [--max-LIMIT N ...]"
_RUN = """\
Reads files, folders and globs (quote a glob to have it looked at again in later runs), recognises formats by
content, and publishes a checked warehouse. Without SOURCE, reads the sources of earlier runs again. What has not
changed is not read again; what is gone from its source leaves the warehouse."""
_RUN_EXAMPLES = """\
examples:
  castledger run talks/ more/episode.vtt
  castledger run "archive/**/*.srt" --data /srv/podcasts
  castledger run talks/ --strict           exit status 1 when anything was rejected
  castledger run talks/ --max-seconds 10 --max-bytes 64M
  castledger run talks/ --settings castledger.toml

The settings file has one table, whose keys are the limits without `max-`:
  [limits]
  bytes = "64M"
  seconds = 10"""
_INFO = "Says what the warehouse holds, how the last run went, what was rejected or looks wrong, and why."
_SQL_EXAMPLES = """\
examples:
  castledger sql "SELECT name, count(*) FROM mentions JOIN entities USING (entity_id) GROUP BY ALL ORDER BY 2 DESC"
  castledger sql "FROM segments" --format parquet --to segments.parquet
  castledger sql - --format csv < query.sql"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status."""
    options = build_parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except KeyboardInterrupt:
        return _fail("interrupted; the published warehouse is as it was", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; nobody is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:  # noqa: BLE001  the exit status is a promise, whatever goes wrong
        return _fail(_message(error), NOT_RUN)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; each command is a function from options to exit status, in `options.command`."""
    laid_out = partial(argparse.RawDescriptionHelpFormatter, max_help_position=26)
    parser = argparse.ArgumentParser(
        prog="castledger", description=_ABOUT, epilog=_EXAMPLES, formatter_class=laid_out, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"castledger {metadata.version('castledger')}")
    common = argparse.ArgumentParser(add_help=False)
    data = Path(os.environ.get("CASTLEDGER_DATA", "data"))
    common.add_argument("--data", metavar="DIR", type=Path, default=data, help="the data folder (%(default)s)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = partial(commands.add_parser, parents=[common], formatter_class=laid_out, allow_abbrev=False)
    _add_run(
        add(
            "run", help="read sources and publish a warehouse", usage=_RUN_USAGE, description=_RUN, epilog=_RUN_EXAMPLES
        )
    )
    _add_sql(
        add("sql", help="ask the warehouse in SQL", description="Prints what a query returns.", epilog=_SQL_EXAMPLES)
    )
    _add_info(add("info", help="what there is, and what was rejected and why", description=_INFO))
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help="a file, a folder or a glob")
    parser.add_argument("--strict", action="store_true", help="exit status 1 when anything was rejected")
    parser.add_argument("--workers", metavar="N", type=_positive, help="processes that read (as many as cores)")
    parser.add_argument("--settings", metavar="FILE", type=Path, help="a TOML file with limits")
    limits = parser.add_argument_group("limits", "what goes over one is rejected, with a reason")
    for name, meaning, default in describe_limits():
        option = f"--max-{name.replace('_', '-')}"
        limits.add_argument(option, metavar="N", type=parse_number, dest=f"max_{name}", help=f"{meaning} ({default})")
    parser.set_defaults(command=_run)


def _add_sql(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", metavar="SQL", help="a query in DuckDB's SQL; - reads it from standard input")
    forms = ("table", "csv", "json", "parquet")
    parser.add_argument("--format", dest="form", choices=forms, default="table", help="how to print (%(default)s)")
    parser.add_argument("--to", metavar="FILE", type=Path, help="write to a file")
    parser.set_defaults(command=_sql)


def _add_info(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_info)


def _info(options: argparse.Namespace) -> int:
    from flows.info_command import info  # noqa: PLC0415

    return info(options)


def _sql(options: argparse.Namespace) -> int:
    from flows.read_commands import sql  # noqa: PLC0415

    return sql(options)


def _run(options: argparse.Namespace) -> int:
    from flows.run_command import run  # noqa: PLC0415

    rejects = run(options)
    return REJECTS if options.strict and rejects else OK


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _message(error: Exception) -> str:
    """Return what to tell people; a fault of the code is shown with the way it came."""
    if type(error).__module__.partition(".")[0] in _OURS:
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    traceback.print_exception(error)
    return f"{type(error).__name__}: {error}"


def _fail(message: str, status: int) -> int:
    sys.stderr.write(f"castledger: {message}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
