"""What Prefect is told before it is imported: nothing to start first, no telemetry, quiet, everything in one folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

# Prefect writes task states one by one unless told otherwise, which is slower than the tasks themselves.
_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
}
# Files of the working folder that Prefect takes settings from, and what shows that they hold any.
_SETTINGS_FILES = {"prefect.toml": r"(?m)^\[?\w", "pyproject.toml": r"(?m)^\[tool\.prefect", ".env": r"(?m)^PREFECT_"}


def prepare_prefect(home: Path) -> None:
    """Set Prefect's environment variables for this process, where the caller has not set them already.

    `home` is where Prefect keeps its database when the caller names no PREFECT_HOME.
    """
    for name, value in {"PREFECT_HOME": str(home), **_DEFAULTS}.items():
        os.environ.setdefault(name, value)


def has_server() -> bool:
    """Return whether the caller's settings name a Prefect server; Prefect is imported only if files must be asked."""
    if os.environ.get("PREFECT_API_URL"):
        return True
    profiles = Path(os.environ.get("PREFECT_PROFILES_PATH") or Path(os.environ["PREFECT_HOME"]) / "profiles.toml")
    if not profiles.exists() and not any(map(_holds_settings, _SETTINGS_FILES)):
        return False
    from prefect.settings import get_current_settings  # noqa: PLC0415  takes most of a second

    return get_current_settings().api.url is not None


def _holds_settings(name: str) -> bool:
    path = Path(name)
    return path.is_file() and re.search(_SETTINGS_FILES[name], path.read_text("utf-8", "replace")) is not None
