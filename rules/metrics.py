"""What the rules room tells about itself; names as Prometheus's where it has them."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 2.5, 10.0, 60.0)


class RuleMetrics:
    """Counters and gauges of all rule groups; documented in docs/en/metrics/rules.md."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, text: str) -> Gauge:
            return Gauge(f"watchkeeper_rule_{name}", text, ["rule_group"], registry=registry)

        def counter(name: str, text: str) -> Counter:
            return Counter(f"watchkeeper_rule_{name}", text, ["rule_group"], registry=registry)

        self.evaluations = counter("evaluations", "Rules evaluated.")
        self.failures = counter("evaluation_failures", "Rules whose evaluation failed.")
        self.iterations = counter("group_iterations", "Evaluations of the group that were due.")
        self.missed = counter(
            "group_iterations_missed", "Evaluations left out because an earlier one took too long."
        )
        self.hand_over_failures = counter(
            "group_hand_over_failures", "Sets of alerts that ticketing could not take."
        )
        self.write_failures = counter(
            "group_write_failures", "Evaluations whose samples the series store refused."
        )
        self.duration = Histogram(
            "watchkeeper_rule_group_duration_seconds",
            "Time an evaluation of a group took.",
            buckets=_SECONDS,
            registry=registry,
        )
        self.last_duration = gauge("group_last_duration_seconds", "Time the last evaluation took.")
        self.last_evaluation = gauge(
            "group_last_evaluation_timestamp_seconds", "When the group was last evaluated."
        )
        self.last_samples = gauge(
            "group_last_evaluation_samples", "Samples the last evaluation wrote."
        )
        self.interval = gauge("group_interval_seconds", "How often the group is evaluated.")
        self.rules = gauge("group_rules", "Rules in the group.")
        self.alerts = gauge("group_alerts_firing", "Alerts of the group that fire.")
        self.waiting = gauge(
            "group_waiting_feeds", "Feeds the group still waits for after the start."
        )

    def forget(self, rule_group: str) -> None:
        """Drop the series of a group that is no more."""
        for metric in vars(self).values():
            if isinstance(metric, (Counter, Gauge)):
                metric.remove_by_labels({"rule_group": rule_group})
