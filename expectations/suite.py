"""The probes as one Great Expectations suite.

Importing this module imports Great Expectations, which takes seconds: only the gate's own process does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

import great_expectations as gx
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.expectations.metadata_types import FailureSeverity

from expectations.corpus import corpus_probes
from expectations.probe import schema_probes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from expectations.probe import Probe
    from transforms.contract import Severity

_RANK: dict[Severity, int] = {"info": 0, "warning": 1, "critical": 2}
_NAMED_PARAMETER = re.compile(r"(?<!:):(?=\w)")


class ChecksHold(UnexpectedRowsExpectation):
    """No row comes back from a probe. Its rows are kept in the result; unlike in the base, it runs once, not twice."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.table",)

    def _validate(self, metrics: dict[str, Any], *_: Any, **__: Any) -> dict[str, Any]:
        rows = metrics["unexpected_rows_query.table"]
        return {"success": not rows, "result": {"observed_value": len(rows), "details": {"unexpected_rows": rows}}}


def probes() -> tuple[Probe, ...]:
    """Return all probes, those of one table together."""
    return tuple(sorted((*schema_probes(), *corpus_probes()), key=lambda probe: probe.table))


def suite_of(probes: Sequence[Probe]) -> gx.ExpectationSuite:
    """Return a suite with one expectation a probe; the place of the probe comes back in the result's meta."""
    expectations = [
        ChecksHold(
            unexpected_rows_query=as_query(probe),
            severity=FailureSeverity(max((check.severity for check in probe.checks), key=_RANK.__getitem__)),
            description="; ".join(check.description for check in probe.checks),
            meta={"probe": place},
        )
        for place, probe in enumerate(probes)
    ]
    return gx.ExpectationSuite(name="ledger", expectations=expectations)


def as_query(probe: Probe) -> str:
    """Return a probe's query as Great Expectations takes it: braces doubled, colons not taken for parameters.

    The queries name their tables themselves, so that one batch and one run serve all; the comment is there because
    Great Expectations prints a complaint about a query without `{batch}`.
    """
    text = _NAMED_PARAMETER.sub(r"\\:", probe.query.replace("{", "{{").replace("}", "}}"))
    return f"{text} /* {{batch}} */"
