"""The demo's play: four faults, one that nobody answers and one that is worked on to its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.demo.faults import Fault
from watchkeeper.demo.timeline import Timeline
from watchkeeper.demo.watch import API, Watch, events, instant
from watchkeeper.demo.world import BACKUP, CUSTOMER, TARGET

UNANSWERED = "web"
ANSWERED = "backup"
CHAIN = ("manager", "director", "deputy")
LEVELS = {"web": "II", "backup": "III", "directory": "III", "processor": "III"}

SEEN_FOR_EACH = ("fault made", "sample", "alert", "ticket", "notified")
SEEN_ONCE = (
    ("", "first sample"),
    (ANSWERED, "acknowledged"),
    (ANSWERED, "planned"),
    (ANSWERED, "resolved"),
    (ANSWERED, "reported"),
    (UNANSWERED, "respond missed"),
    (UNANSWERED, "plan missed"),
    *((UNANSWERED, f"escalated to {who}") for who in CHAIN),
    *((fault, "recovered") for fault in LEVELS),
    ("", "check form"),
)


@dataclass(slots=True)
class Script:
    """Plays once; every step is noted on the timeline when it was seen."""

    watch: Watch
    clock: Clock
    faults: Mapping[str, Fault]
    timeline: Timeline
    language: str
    form_path: Path

    def play(self) -> None:
        self._wait_for_health()
        numbers = {UNANSWERED: self._make(UNANSWERED)}
        self.timeline.note(self.clock.now(), "nobody answers this one", fault=UNANSWERED)
        for name in (ANSWERED, "directory", "processor"):
            self._break(name)
        for name in ("directory", "processor", ANSWERED):
            numbers[name] = self._follow(name)
        self._answer(numbers[ANSWERED])
        for name in ("directory", "processor"):
            self.faults[name].restore()
        self._climb(numbers[UNANSWERED])
        self.faults[UNANSWERED].restore()
        for name, number in numbers.items():
            self._recover(name, number)
        self._hand_in_form()

    def missing(self) -> list[str]:
        """Return the steps that were not seen; empty after a whole play."""
        wanted = [(fault, step) for fault in LEVELS for step in SEEN_FOR_EACH]
        return [
            f"{fault}: {step}" if fault else step
            for fault, step in (*wanted, *SEEN_ONCE)
            if self.timeline.find(fault, step) is None
        ]

    def _wait_for_health(self) -> None:
        """Wait until every probe and source has spoken, so that a fault is a change."""
        self.watch.until("the first sample", 20, lambda: self.watch.value("node_time_seconds"))
        self.timeline.note(self.clock.now(), "first sample")
        for what, expression in (
            ("the web service answers", 'probe_success{job="http"} == 1'),
            ("the TCP service answers", 'probe_success{job="tcp"} == 1'),
            (
                "a backup was seen",
                f'backup_last_success_timestamp_seconds{{backup="{BACKUP}"}} > 0',
            ),
            ("the directory was measured", "watchkeeper_directory_size_bytes >= bool 0"),
        ):
            self.watch.until(what, 20, lambda wanted=expression: self.watch.value(wanted))  # type: ignore[misc]  # bound now
        self.timeline.note(self.clock.now(), "all services are up", detail=TARGET)

    def _make(self, name: str) -> int:
        self._break(name)
        return self._follow(name)

    def _break(self, name: str) -> None:
        fault = self.faults[name]
        self.timeline.note(self.clock.now(), "fault made", fault=name, detail=fault.title)
        fault.make()

    def _follow(self, name: str) -> int:
        """Wait for the ticket of a fault and note how it came about; return its number."""
        fault = self.faults[name]
        view = self.watch.until(
            f"a ticket for {fault.alert}", 45, lambda: self.watch.ticket_of(fault.alert)
        )
        row, alert = view["row"], view["alerts"][0]
        self.timeline.note(instant(alert["active_at"]), "sample", fault=name)
        self.timeline.note(instant(alert["fired_at"]), "alert", fault=name, detail=fault.alert)
        title = row["title_zh"] if self.language == "zh" else row["title"]
        self.timeline.note(
            instant(row["opened_at"]),
            "ticket",
            fault=name,
            detail=f"#{row['number']} level {row['level']}: {title}",
        )
        if row["level"] != LEVELS[name]:
            raise Unavailable(
                "the ticket of {fault} has level {level}, not {wanted}",
                fault=name,
                level=row["level"],
                wanted=LEVELS[name],
            )
        number = int(row["number"])
        sent = self.watch.until(f"a message about {name}", 20, lambda: self._first_sent(number))
        self.timeline.note(
            instant(sent["sent_at"]), "notified", fault=name, detail=sent["recipient"]
        )
        return number

    def _first_sent(self, number: int) -> dict[str, Any] | None:
        told = [one for one in self.watch.ticket(number)["notifications"] if one["sent_at"]]
        return min(told, key=lambda one: str(one["sent_at"]), default=None)

    def _answer(self, number: int) -> None:
        """Do what an engineer does, through the real REST API."""
        zh = self.language == "zh"
        self._do(number, "acknowledge", "acknowledged")
        self._do(
            number,
            "plan",
            "planned",
            solution="重新启动备份任务并核对文件"
            if zh
            else "start the backup job again, check its files",
            implementation="先启动，再看一次新文件" if zh else "start it, then see one new file",
        )
        self.faults[ANSWERED].restore()
        self._do(
            number,
            "resolve",
            "resolved",
            cause_class="application",
            cause="备份进程已停止" if zh else "the backup process had ended",
            method="重新启动" if zh else "started it again",
        )
        self._do(
            number,
            "report",
            "reported",
            kind="备份" if zh else "backup",
            cause="备份进程已停止" if zh else "the backup process had ended",
            method="重新启动" if zh else "started it again",
            losses="无" if zh else "none",
        )

    def _do(self, number: int, command: str, step: str, **fields: str) -> None:
        self.watch.carry_out(number, command, **fields)
        self.timeline.note(self.clock.now(), step, fault=ANSWERED, detail=f"#{number}")

    def _climb(self, number: int) -> None:
        """See the unanswered ticket miss its goals and climb to the deputy general manager."""
        for metric in ("respond", "plan"):
            missed = self.watch.until(
                f"the goal {metric} is missed",
                60,
                lambda wanted=metric: self._missed(number, wanted),  # type: ignore[misc]  # bound now
            )
            self.timeline.note(instant(missed), f"{metric} missed", fault=UNANSWERED)
        for who in CHAIN:
            call = self.watch.until(
                f"{who} is called",
                60,
                lambda wanted=who: self._called(number, wanted),  # type: ignore[misc]  # bound now
            )
            self.timeline.note(instant(call), f"escalated to {who}", fault=UNANSWERED)

    def _missed(self, number: int, metric: str) -> str | None:
        goals = self.watch.ticket(number)["goals"]
        missed = [one["breached_at"] for one in goals if one["metric"] == metric]
        return min((at for at in missed if at), default=None)

    def _called(self, number: int, who: str) -> str | None:
        told = [
            one["sent_at"]
            for one in self.watch.ticket(number)["notifications"]
            if one["recipient"] == who and one["sent_at"] and one["kind"] == "escalated"
        ]
        return min(told, default=None)

    def _recover(self, name: str, number: int) -> None:
        view = self.watch.until(f"{name} recovers", 45, lambda: self._recovered(number))
        self.timeline.note(self._recovered_at(view), "recovered", fault=name, detail=f"#{number}")

    def _recovered(self, number: int) -> dict[str, Any] | None:
        view = self.watch.ticket(number)
        return view if view["row"]["presence"] == "recovered" else None

    def _recovered_at(self, view: Mapping[str, Any]) -> Any:
        found = [*events(view, "recovered"), *events(view, "self_recovered")]
        return instant(found[-1]["recorded_at"]) if found else self.clock.now()

    def _hand_in_form(self) -> None:
        """Make the daily check form and write it beside the timeline."""
        made = self.watch.client.post(
            f"{API}/reports?document={self.language}", {"customer": CUSTOMER}
        )
        self.form_path.write_text(made["document"])
        self.timeline.note(
            self.clock.now(),
            "check form",
            detail=f"{made['number']} {made['summary']['conclusion']}: {self.form_path}",
        )
