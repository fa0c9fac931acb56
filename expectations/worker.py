"""The gate's own process: imports Great Expectations at once, says so, then answers one question a line to its end.

A question is `{"database": PATH, "run_id": ID}`, the answer a list of outcomes, each a list of values. What goes wrong
goes to standard error and ends the process.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TextIO


def main() -> None:
    """Serve questions from standard input; answers go where standard output was."""
    with _answers() as answers:
        from expectations.judge import judge  # noqa: PLC0415  seconds of import, while the asking process works on

        answers.write("ready\n")
        answers.flush()
        for line in sys.stdin:
            question = json.loads(line)
            database = Path(question["database"])
            # By its name alone: in a path, `$` has a meaning for Great Expectations, and `%` for SQLAlchemy.
            os.chdir(database.parent)
            outcomes = judge(Path(database.name), question["run_id"])
            answers.write(json.dumps(outcomes) + "\n")
            answers.flush()


def _answers() -> TextIO:
    """Return the true standard output; whatever a library prints goes to standard error from now on."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    main()
