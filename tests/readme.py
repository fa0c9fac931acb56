"""What the README shows, on the samples: `python -m tests.readme` writes it anew.

In a `console` block, a line that begins with `$ ` is a command, which goes on until its quotes are closed; what follows
is what it prints. Beside that, what `make run` says a ledger holds, and the table of limits.
"""

from __future__ import annotations

import io
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from flows.cli import main
from flows.limits import describe_limits
from flows.summary import write_contents
from tests.samples_ledger import publish_samples
from warehouse import connect
from warehouse.folder import DataFolder

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_CONTENTS = re.compile(r"^  documents\b.*?(?=^```$)", re.MULTILINE | re.DOTALL)
_LIMITS = re.compile(r"(?<=^\| limit \| default \| \|\n\|---\|---\|---\|\n)(?:\|.*\n)*", re.MULTILINE)


def commands(block: str) -> Iterator[str]:
    """Yield the commands of a console block, without their prompts."""
    lines = iter(block.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while not _is_whole(command):
                command += "\n" + next(lines)
            yield command


def refreshed(text: str, folder: DataFolder) -> str:
    """Return the README with what is printed and holds now, of the samples published in `folder`."""
    shown = _BLOCK.sub(lambda block: "".join(_told(command, folder) for command in commands(block[0])), text)
    shown = _CONTENTS.sub(lambda _: _contents(folder), shown)
    limits = "".join(f"| `{name}` | {default} | {meaning} |\n" for name, meaning, default in describe_limits())
    return _LIMITS.sub(lambda _: limits, shown)


def _told(command: str, folder: DataFolder) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = main([*shlex.split(command)[1:], "--data", str(folder.root)])
    if status:
        raise ValueError(f"exit status {status}: {command}")
    return f"$ {command}\n{printed.getvalue().rstrip()}\n"


def _contents(folder: DataFolder) -> str:
    """Return what the ledger holds, but for the checks, which are not made here."""
    printed = io.StringIO()
    with connect.read(folder.warehouse) as con:
        write_contents(con, printed)
    return "".join(line for line in printed.getvalue().splitlines(True) if not line.startswith("  checks"))


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="castledger-readme-") as temporary:
        README.write_text(refreshed(README.read_text("utf-8"), publish_samples(Path(temporary))), "utf-8")
