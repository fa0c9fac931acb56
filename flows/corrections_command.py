"""The command `corrections`: what words stand for, said by the user and applied on the next run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from warehouse.corrections import Correction, add_correction
from warehouse.folder import DataFolder
from warehouse.lexicon import read_corrections
from warehouse.text_table import plain

if TYPE_CHECKING:
    import argparse


def add(options: argparse.Namespace) -> int:
    """Add a line to the corrections."""
    folder = DataFolder(options.data.absolute())
    made = Correction(options.surface, options.show, options.episode, options.entity, options.kind)
    add_correction(folder, made)
    sys.stdout.write(f"added to {folder.corrections}; the next run applies it\n")
    return 0


def show(options: argparse.Namespace) -> int:
    """Print the corrections, and what is wrong in them."""
    folder = DataFolder(options.data.absolute())
    read = read_corrections(folder)
    for surface, of_show, episode, entity, kind, line in read.rows.iter_rows():
        where = f" in {episode or of_show}" if episode or of_show else ""
        sort = f" ({kind})" if kind else ""
        sys.stdout.write(f"line {line}: {plain(surface)} is {plain(entity)}{sort}{plain(where)}\n")
    for problem in read.problems:
        sys.stdout.write(f"line {problem.line}: {problem.detail}: {plain(problem.excerpt)}\n")
    if not len(read.rows) and not read.problems:
        sys.stdout.write(f"no corrections in {folder.corrections}\n")
    return 0
