"""``watchkeeper rules test`` and ``promtool test rules`` give one verdict on the same files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from tests.cli.watch import typed
from tests.components import program
from tests.shared_data import shared_data

RULES = """
groups:
- name: recorded
  rules:
  - {record: "job:free:sum", expr: sum by (job) (free)}
  - {record: "job:free:doubled", expr: "job:free:sum * 2", labels: {kind: doubled}}
- name: alerts
  interval: 5m
  rules:
  - alert: Low
    expr: free < 5
    for: 2m
    labels: {severity: "{{ if lt $value 2.0 }}critical{{ else }}warning{{ end }}"}
    annotations: {summary: "{{ $labels.instance }} has {{ $value | humanize }} at {{ $externalLabels.site }}"}
  - {alert: Gone, expr: absent(free), labels: {severity: warning}}
  - {alert: Doubled, expr: "job:free:doubled > 20"}
"""

SERIES = """
- interval: 1m
  external_labels: {site: north}
  input_series:
  - {series: 'free{instance="a", job="x"}', values: "9 4 4 4 1 1 _ _ _ stale"}
  - {series: 'free{instance="b", job="x"}', values: "1x2 7+1x3 NaN"}
"""

SUMMARY = "exp_annotations: {summary: a has 4 at north}"

CASES: dict[str, str] = {
    "pending is not firing": "alert: [{eval_time: 2m, alertname: Low, exp_alerts: []}]",
    "fires after its wait": f"alert: [{{eval_time: 3m, alertname: Low, exp_alerts: [{{exp_labels: {{instance: a, job: x, severity: warning}}, {SUMMARY}}}]}}]",
    "the wrong severity": f"alert: [{{eval_time: 3m, alertname: Low, exp_alerts: [{{exp_labels: {{instance: a, job: x, severity: critical}}, {SUMMARY}}}]}}]",
    "a label too few": f"alert: [{{eval_time: 3m, alertname: Low, exp_alerts: [{{exp_labels: {{instance: a, severity: warning}}, {SUMMARY}}}]}}]",
    "an annotation too few": "alert: [{eval_time: 3m, alertname: Low, exp_alerts: [{exp_labels: {instance: a, job: x, severity: warning}}]}]",
    "a label that moves begins anew": "alert: [{eval_time: 4m, alertname: Low, exp_alerts: []}]",
    "between two evaluations": f"alert: [{{eval_time: 3m30s, alertname: Low, exp_alerts: [{{exp_labels: {{instance: a, job: x, severity: warning}}, {SUMMARY}}}]}}]",
    "an alert that nobody knows": "alert: [{eval_time: 3m, alertname: Unheard, exp_alerts: []}]",
    "an alert that nobody knows but expects": "alert: [{eval_time: 3m, alertname: Unheard, exp_alerts: [{}]}]",
    "absence after the lookback": "alert: [{eval_time: 20m, alertname: Gone, exp_alerts: [{exp_labels: {severity: warning}}]}]",
    "no absence within it": "alert: [{eval_time: 8m, alertname: Gone, exp_alerts: [{exp_labels: {severity: warning}}]}]",
    "recorded in one evaluation": "promql: [{expr: 'job:free:doubled', eval_time: 0m, exp_samples: [{labels: 'job:free:doubled{job=\"x\", kind=\"doubled\"}', value: 20}]}]",
    "a recorded value that is wrong": "promql: [{expr: 'job:free:doubled', eval_time: 0m, exp_samples: [{labels: 'job:free:doubled{job=\"x\", kind=\"doubled\"}', value: 21}]}]",
    "ends by a stale mark": "promql: [{expr: 'free{instance=\"a\"}', eval_time: 9m, exp_samples: []}]",
    "lives through gaps": "promql: [{expr: 'free{instance=\"a\"}', eval_time: 8m, exp_samples: [{labels: 'free{instance=\"a\", job=\"x\"}', value: 1}]}]",
    "steps and repeats": "promql: [{expr: 'sum_over_time(free{instance=\"b\"}[7m])', eval_time: 6m30s, exp_samples: [{labels: '{instance=\"b\", job=\"x\"}', value: 37}]}]",
    "ALERTS as a series": "promql: [{expr: 'count(ALERTS{alertstate=\"pending\"})', eval_time: 1m, exp_samples: [{labels: '{}', value: 2}]}]",
    "a scalar": "promql: [{expr: '1 + 1', eval_time: 0m, exp_samples: [{labels: '{}', value: 2}]}]",
    "an expression that is wrong": "promql: [{expr: 'sum(', eval_time: 0m, exp_samples: []}]",
}  # fmt: skip


def written(folder: Path, case: str) -> Path:
    (folder / "rules.yml").write_text(RULES)
    tests = case.replace("alert:", "alert_rule_test:", 1).replace("promql:", "promql_expr_test:", 1)
    path = folder / "test.yml"
    path.write_text(f"rule_files: [rules.yml]\ntests:{SERIES}  {tests}\n")
    return path


def promtools_verdict(path: Path) -> tuple[bool, str]:
    done = subprocess.run(
        [program("promtool"), "test", "rules", path.name],
        cwd=path.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_both_give_one_verdict(tmp_path: Path, case: str) -> None:
    """A file that holds for promtool holds for us, and one that does not, does not."""
    path = written(tmp_path, case)
    theirs, said = promtools_verdict(path)
    ours = typed("rules", "test", str(path))
    assert (ours.code == 0) is theirs, f"{said}\n{ours.out}"


def test_the_table_has_both_verdicts(tmp_path: Path) -> None:
    """Agreement means something: a third of the cases fails, in both."""
    verdicts = [
        typed("rules", "test", str(written(tmp_path, case))).code for case in CASES.values()
    ]
    assert verdicts.count(0) >= 8
    assert verdicts.count(1) >= 6


def test_rules_of_others_are_tested_by_both(tmp_path: Path) -> None:
    """A manifest's rules, unchanged, under promtool's format: NodeFilesystem fires in both."""
    manifest = next(shared_data("rules-corpus", "kube-prometheus").glob("nodeExporter*"))
    spec = yaml.safe_load(manifest.read_text(encoding="utf-8"))["spec"]
    (tmp_path / "rules.yml").write_text(yaml.safe_dump(spec))
    labels = 'job="node-exporter", instance="a", device="d", mountpoint="/", fstype="ext4"'
    path = tmp_path / "test.yml"
    path.write_text(
        f"""\
rule_files: [rules.yml]
tests:
- interval: 1m
  input_series:
  - {{series: 'node_filesystem_avail_bytes{{{labels}}}', values: "2x120"}}
  - {{series: 'node_filesystem_size_bytes{{{labels}}}', values: "100x120"}}
  - {{series: 'node_filesystem_readonly{{{labels}}}', values: "0x120"}}
  promql_expr_test:
  - expr: count(ALERTS{{alertname="NodeFilesystemAlmostOutOfSpace", alertstate="firing"}})
    eval_time: 90m
    exp_samples: [{{labels: '{{}}', value: 2}}]
"""
    )
    assert promtools_verdict(path)[0]
    assert typed("rules", "test", str(path)).code == 0
