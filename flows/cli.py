"""The command line; nothing heavy is imported before a command needs it, so that reading stays quick."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING

from flows import help_texts as texts
from flows.lexicon_options import add_corrections, add_lexicon
from flows.limits import describe_limits, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OK, REJECTS, NOT_RUN, INTERRUPTED = 0, 1, 2, 130
_OURS = {"expectations", "flows", "warehouse"}


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
        prog="castledger", description=texts.ABOUT, epilog=texts.EXAMPLES, formatter_class=laid_out, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"castledger {metadata.version('castledger')}")
    common = argparse.ArgumentParser(add_help=False)
    data = Path(os.environ.get("CASTLEDGER_DATA", "data"))
    common.add_argument("--data", metavar="DIR", type=Path, default=data, help="the data folder (%(default)s)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = partial(commands.add_parser, parents=[common], formatter_class=laid_out, allow_abbrev=False)
    for add_command in (_add_run, _add_sql, _add_search, _add_export, _add_info):
        add_command(add)
    for add_group in (add_lexicon, add_corrections):
        add_group(add, common, partial(partial, _call))
    return parser


def _add_run(add: Callable[..., argparse.ArgumentParser]) -> None:
    about = "read sources and publish a warehouse"
    parser = add("run", help=about, usage=texts.RUN_USAGE, description=texts.RUN, epilog=texts.RUN_EXAMPLES)
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help="a file, a folder, a glob, or @FILE")
    parser.add_argument("--forget", metavar="SOURCE", action="append", default=[],
                        help="take what came from this source out of the warehouse")  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="exit status 1 when anything was rejected")
    parser.add_argument("--workers", metavar="N", type=_positive, help="processes that read (as many as cores)")
    parser.add_argument("--settings", metavar="FILE", type=Path, help="a TOML file with limits and models")
    parser.add_argument("--model", metavar="MODEL", dest="models", action="append", default=[],
                        help="let a model find names too: spacy:NAME or gliner:FOLDER")  # fmt: skip
    limits = parser.add_argument_group("limits", "what goes over one is rejected, with a reason")
    for name, meaning, default in describe_limits():
        option = f"--max-{name.replace('_', '-')}"
        limits.add_argument(option, metavar="N", type=_amount, dest=f"max_{name}", help=f"{meaning} ({default})")
    parser.set_defaults(command=_run)


def _add_sql(add: Callable[..., argparse.ArgumentParser]) -> None:
    parser = add("sql", help="ask the warehouse in SQL", description=texts.SQL, epilog=texts.SQL_EXAMPLES)
    parser.add_argument("query", metavar="SQL", help="a query in DuckDB's SQL; - reads it from standard input")
    forms = ("table", "csv", "json", "parquet")
    parser.add_argument("--format", dest="form", choices=forms, default="table", help="how to print (%(default)s)")
    parser.add_argument("--to", metavar="FILE", type=Path, help="write to a file")
    parser.set_defaults(command=partial(_call, "flows.read_commands", "sql"))


def _add_search(add: Callable[..., argparse.ArgumentParser]) -> None:
    parser = add("search", help="find what was said", description=texts.SEARCH, epilog=texts.SEARCH_EXAMPLES)
    parser.add_argument("words", metavar="WORD", nargs="+", help="words that were said")
    parser.add_argument("--limit", metavar="N", type=_positive, default=10, help="lines to print (%(default)s)")
    parser.set_defaults(command=partial(_call, "flows.read_commands", "search"))


def _add_export(add: Callable[..., argparse.ArgumentParser]) -> None:
    parser = add("export", help="write the tables to files", description=texts.EXPORT, epilog=texts.EXPORT_EXAMPLES)
    parser.add_argument("--to", metavar="DIR", type=Path, required=True, help="the folder to write into")
    forms = ("parquet", "csv", "jsonl", "convokit")
    parser.add_argument("--format", dest="forms", choices=forms, action="append", help="can be repeated (parquet)")
    parser.set_defaults(command=partial(_call, "flows.read_commands", "export"))


def _add_info(add: Callable[..., argparse.ArgumentParser]) -> None:
    parser = add("info", help="what there is, and what was rejected and why", description=texts.INFO)
    parser.set_defaults(command=partial(_call, "flows.info_command", "info"))


def _run(options: argparse.Namespace) -> int:
    rejects = _call("flows.run_command", "run", options)
    if options.strict and rejects:
        return _fail(f"{rejects:,} rejected, and --strict asks for none", REJECTS)
    return OK


def _call(module: str, function: str, options: argparse.Namespace) -> int:
    """Call a command's function, in a module that is imported only now."""
    return int(getattr(import_module(module), function)(options))


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def _amount(text: str) -> float:
    try:
        return parse_number(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _message(error: Exception) -> str:
    """Return what to tell people; a fault of the code is shown with the way it came."""
    if type(error).__module__.partition(".")[0] in _OURS:
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename is not None else str(error)
    traceback.print_exception(error)
    return f"{type(error).__name__}: {error}"


def _fail(message: str, status: int) -> int:
    sys.stderr.write(f"castledger: {message}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
