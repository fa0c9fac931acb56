"""The data folder: what lies where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths inside one data folder; nothing is created here."""

    root: Path

    @property
    def raw(self) -> Path:
        """Bytes as received, one file a document, by its SHA-256."""
        return self.root / "raw"

    @property
    def lake(self) -> Path:
        """Normalised batches, one folder of Parquet files each."""
        return self.root / "lake"

    @property
    def staging(self) -> Path:
        """What a run is working on; emptied at the start of each run."""
        return self.root / "staging"

    @property
    def runs(self) -> Path:
        """One JSON record per run."""
        return self.root / "runs"

    @property
    def lexicon(self) -> Path:
        """The user's own lists of entities, CSV files."""
        return self.root / "lexicon"

    @property
    def corrections(self) -> Path:
        """The user's corrections of what words stand for, a CSV file."""
        return self.root / "corrections.csv"

    @property
    def warehouse(self) -> Path:
        """The published DuckDB file."""
        return self.root / "warehouse.duckdb"

    @property
    def search(self) -> Path:
        """The full-text index, built on the first search."""
        return self.root / "search.duckdb"

    @property
    def search_lock(self) -> Path:
        """The file that who builds the full-text index holds locked."""
        return self.root / "search.lock"

    @property
    def quality_page(self) -> Path:
        """The page that shows the outcome of the last checks."""
        return self.root / "quality.html"

    @property
    def lock(self) -> Path:
        """The file that a run holds locked."""
        return self.root / "castledger.lock"
