"""What happened when: the demo's record, printed as it goes and written as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from watchkeeper.core.instants import Instant, rfc3339


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that was seen: which fault it is about, what, and at which instant."""

    at: Instant
    fault: str  # "" for the demo as a whole
    step: str
    detail: str = ""


@dataclass(slots=True)
class Timeline:
    """Moments in the order in which they were noted; ``start`` is second 0."""

    start: Instant
    tell: Callable[[str], None]
    moments: list[Moment] = field(default_factory=list)

    def note(self, at: Instant, step: str, *, fault: str = "", detail: str = "") -> None:
        """Keep and tell a moment; a step of a fault is noted once."""
        if any(moment.step == step and moment.fault == fault for moment in self.moments):
            return
        self.moments.append(Moment(at, fault, step, detail))
        about = f"{fault}: " if fault else ""
        self.tell(f"{self.seconds(at):6.1f} s  {about}{step}{f'  {detail}' if detail else ''}")

    def seconds(self, at: Instant) -> float:
        return (at - self.start) / 1000

    def find(self, fault: str, step: str) -> Moment | None:
        for moment in self.moments:
            if moment.fault == fault and moment.step == step:
                return moment
        return None

    def as_rows(self) -> list[dict[str, object]]:
        return [
            {
                "at": rfc3339(moment.at),
                "seconds": round(self.seconds(moment.at), 3),
                "fault": moment.fault,
                "step": moment.step,
                "detail": moment.detail,
            }
            for moment in sorted(self.moments, key=lambda moment: moment.at)
        ]

    def write(self, path: Path, **facts: object) -> None:
        """Write the timeline and *facts* about the run as JSON."""
        document = {**facts, "timeline": self.as_rows()}
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
