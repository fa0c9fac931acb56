"""A Prefect server for one run: on loopback, on a free port, gone when the run is gone.

Prefect can start such a server itself, but only after the client has imported the whole server too, it dies of the
Ctrl-C that was meant for the run, and it is left behind when the run is killed. This one starts while the client is
still importing, in a session of its own, and lives as long as the pipe that ties it to the run.
"""

from __future__ import annotations

import atexit
import os
import select
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

_STOP_SECONDS = 5.0
_LISTEN_SECONDS = 0.2
_READY = "ready"
_LOG_TAIL = 12


class ServerNotStartedError(Exception):
    """The local Prefect server ended, or was not there in time."""

    def __init__(self, log: Path) -> None:
        said = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_TAIL:])
        super().__init__(
            f"the local Prefect server did not start; what it said is in {log}, and ends with:\n{said}\n"
            "Remove the folder that the file lies in to start afresh, or set PREFECT_API_URL to a running server."
        )


@dataclass(slots=True)
class LocalServer:
    """A server on its way up; `url` is where its interface will answer."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]
    is_ready: bool = False

    def wait_until_ready(self) -> None:
        """Return when the server answers; raises `ServerNotStartedError` when it ends before that."""
        assert self.process.stdout is not None  # noqa: S101  it was opened as a pipe
        # In short waits, since the signal handler of Polars lets a single long one sleep on through Ctrl-C.
        while not select.select([self.process.stdout], [], [], _LISTEN_SECONDS)[0]:
            pass
        if self.process.stdout.readline().strip() != _READY.encode():
            raise ServerNotStartedError(self.log)
        self.is_ready = True

    def stop(self) -> None:
        """Let go of the server and wait until it is gone; one that is still starting is not waited for."""
        assert self.process.stdin is not None  # noqa: S101  it was opened as a pipe
        self.process.stdin.close()
        if not self.is_ready:
            self.process.kill()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_server(home: Path) -> LocalServer:
    """Start a server whose database lies in `home`; returns at once.

    It is stopped after Prefect's own threads have delivered what they hold, at the exit of the interpreter.
    """
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as written:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-m", "flows.server", str(listening.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=written,
            pass_fds=[listening.fileno()],
            start_new_session=True,
            env={**os.environ, **_server_environment(home)},
        )
        server = LocalServer(f"http://127.0.0.1:{listening.getsockname()[1]}/api", log, process)
    atexit.register(server.stop)
    return server


def _server_environment(home: Path) -> dict[str, str]:
    """Return what Prefect itself gives its temporary servers: no pages, only the services that a run needs."""
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT__SERVER_EPHEMERAL": "1",
        "PREFECT__SERVER_FINAL": "1",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]),
    }


def _serve(descriptor: int) -> None:
    import uvicorn  # noqa: PLC0415  only the server's process has a use for it

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stdout.write(f"{_READY}\n")
            sys.stdout.flush()

    app = "prefect.server.api.server:create_app"
    server = Announcing(uvicorn.Config(app, factory=True, log_level="error", lifespan="on"))
    threading.Thread(target=_end_with_parent, args=[server], daemon=True).start()
    server.run([socket.socket(fileno=descriptor)])


def _end_with_parent(server: object) -> None:
    os.read(sys.stdin.fileno(), 1)  # not through a buffer, whose lock would be in the way of a server that ends itself
    server.should_exit = True  # type: ignore[attr-defined]
    threading.Event().wait(_STOP_SECONDS)
    os._exit(0)


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
