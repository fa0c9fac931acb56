"""One run at a time on a data folder. The lock is the kernel's, so a process that dies lets go of it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warehouse.folder import DataFolder


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a data folder: process id, host, since when (ISO 8601, UTC), and the command line."""

    pid: int
    host: str
    started_at: str
    command: str


class FolderBusyError(RuntimeError):
    """Another process works on the data folder; `holder` says who, as far as it has said so."""

    def __init__(self, folder: DataFolder, holder: Holder | None) -> None:
        """Keep the holder beside a message for people."""
        who = f"process {holder.pid} on {holder.host} since {holder.started_at}: {holder.command}" if holder else "?"
        super().__init__(f"{folder.root} is in use ({who}); wait for it to end, or choose another data folder")
        self.holder = holder


@contextmanager
def hold(folder: DataFolder) -> Iterator[Holder]:
    """Hold the data folder, which is made if need be, until the block ends.

    Raises `FolderBusyError` at once when another holder, in this process or any other, has it.
    """
    folder.root.mkdir(parents=True, exist_ok=True)
    with folder.lock.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderBusyError(folder, _read(file)) from None
        try:
            yield _write(file)
        finally:
            # The file stays: if it were removed, a third process could lock a new one beside a waiting second.
            file.truncate(0)
            fcntl.flock(file, fcntl.LOCK_UN)


def _write(file: IO[str]) -> Holder:
    command = " ".join(sys.argv)
    holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"), command)
    file.truncate(0)
    file.write(json.dumps(asdict(holder)))
    file.flush()
    return holder


def _read(file: IO[str]) -> Holder | None:
    """Return what the holder wrote; None in the instant before it has."""
    file.seek(0)
    try:
        return Holder(**json.loads(file.read()))
    except (ValueError, TypeError):
        return None
