"""The samples as a published ledger, made by the stages themselves: no Prefect, no checks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from transforms.document import Limits
from warehouse.annotation import annotate_batch
from warehouse.assemble import assemble
from warehouse.folder import DataFolder
from warehouse.lake import batch_folders, normalize_batch, plan_batches
from warehouse.linking import link
from warehouse.publish import publish
from warehouse.pull import pull
from warehouse.resolution import resolve
from warehouse.run_record import new_run_id

SAMPLES = Path(__file__).parent.parent / "samples"


def publish_samples(root: Path) -> DataFolder:
    """Publish the samples in a new data folder, and return it."""
    folder, limits = DataFolder(root), Limits()
    run_id = new_run_id(dt.datetime.now(dt.UTC), 1)
    pull([str(SAMPLES)], folder, limits)
    for batch in plan_batches(folder, run_id, 1, limits):
        normalize_batch(str(root), batch, limits)
    resolve(folder)
    for batch_folder in batch_folders(folder):
        annotate_batch(str(root), batch_folder.name)
    link(folder)
    publish(assemble(folder, run_id), folder)
    return folder
