"""The targets of the fuzzer, by hypothesis: pieces of each language in any order."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

_PIECES = {
    "promql": [
        "up", "{", "}", "[", "]", "(", ")", "5m", ":", "1", "0x", "1e", "offset ", "@ ", "-", "+",
        "* ", "^", "</ ", ">/ ", "== ", "bool ", "on(", "ignoring(", "group_left ", "fill(0) ",
        "step()", "range()", "min_of(", ",", "anchored ", "smoothed ", "rate(", "sum ", "by (",
        "topk(", "limit_ratio(", "label_replace(", '"', "'", "`", "\\", "=~", '"a"', "instance",
        " and ", " or ", "start()", "histogram_quantile(", "quantile(", "NaN", "Inf", "#", "\n",
        "sort_by_label(", "count_values(", "absent(", "值", "\x00", "\udc80",
    ],
    "template": ["{{", "}}", "$value", "$labels", ".", "|", "printf ", '"%s"', "(", ")", "range "],
    "rule-file": ["groups:\n", "- ", "  ", "name: ", "rules:\n", "alert: ", "expr: ", "up", "\n",
                  "&a ", "*a", "[", "]", "{", "}", '"', "for: 5m", "levels: ", "!!python/x "],
    "snmp": ["\x30", "\x82", "\x02\x01\x01", "\x02\x01\x03", "\x04\x06public", "\xa2", "\xa4", "\x06\x03\x2b\x06\x01",
             "\x05\x00", "\x41\x01\x07", "\x7f", "\xff", "\x00", "\x30\x0b\x30\x09"],
    "ssh-output": ["\n=watchkeeper= ", "stat\n", "netdev\n", "mounts\n", "meminfo\n", "end\n", "cpu  1 2 3 4\n",
                   "btime 1\n", "eth0: 1 2 3", "MemTotal: 1 kB\n", "/dev/sda1 / ext4 rw 0 0\n", " ", "9", "\n"],
    "known-hosts": ["db-1 ", "* ", "!", "|1|", "@revoked ", "@cert-authority ", "ssh-ed25519 ", "AAAA", "=", "[", "]:22", "\n", ","],
    "syslog": ["<13>", "<191>", "1 ", "12 <", "Nov 23 12:00:00 ", "Feb 29 ", "2026-11-23T12:00:00Z ", "host ", "sshd[1]: ", "kernel: ",
               "- ", "[x@1 ", 'a="b"', "]", "\\", '"', "\n", "\x00", "%LINK-3-UPDOWN: Interface ", "changed state to down", "CST ", "+08:00 "],
    "webhook": ['{"alerts": [', '"labels": {', '"alertname": "A"', '"status": "resolved"', '"startsAt": "2026-11-23T12:00:00Z"', "{", "}", "[", "]",
                ",", ":", "1e400", "-1", "null", "true", '"tags": ["a=b"]', '"hash": "h"', '"trigger_id": 7', '"event_name": "x"', '"'],
    "agent-results": ['{"results": [', '{"id": "', "0123456789abcdef" * 2, '", "state": "done", ', '"report": {', '"connections": [',
                      '"seconds": 1e400, ', '"others": -1', "]", "}", ", ", "null", "true", "[" * 50, "\udc80"],
    "connections": ["\xa0\x00\x00\x00\x14\x00", "\x00" * 16, "\x02\x01", "\x1c\x01\x02\x00", "\xff" * 72, "\x0c\x00\x15\x00", "\x00"],
    "log-lines": ['{"agent": "a", "logs": [', '{"log": "app", ', '"at": 1, ', '"lines": [', '"x"', "]", "}", ",", "null", "-1", "1e9", "\udc80"],
    "backup-tools": ['[{"time": "2026-11-23T02:00:00.5Z", ', '"short_id": "a", ', '"summary": {', '"archives": [', '"end": "2026-11-23T02:00:00"',
                     '"encryption": {"mode": "none"}', '[{"status": {"code": 0}, ', '"backup": [{"label": "a", ', '"timestamp": {"start": 1, "stop": 2}',
                     '"archive": [{"min": "000000010000000000000001"}]', "backup_type = full\n", "to_lsn = 9\n", "}", "]", "{", "[", ":", ",", "1e400",
                     "-- Dump completed on", "status: ok", "completed successfully", "LastTriggerUSec=", "Mon 2026-11-23 02:00:00 UTC\n", "daily.0", "\n", "null"],
    "host-tools": ['{"devices": [', '{"name": "/dev/sda", "type": "sat"}', '"smart_status": {"passed": true}', '"ata_smart_attributes": {"table": [',
                   '{"id": 5, "name": "x", "raw": {"value": 1e400}}', '"temperature": {"current": "9"}', "]", "}", "{", ",", "Inst a [1] (2 Debian [amd64])\n",
                   "a.x86_64  1.0  updates\n", "Obsoleting Packages\n", "\x24", "\x00" * 8, "\x00" * 40, "\udcff"],
    "lists": ['[{"targets": [', '"10.0.0.1:9100"', '"labels": {"a": "b"}', "}", "]", "{", "[", ",", "- targets: [", "[web]\n", "[web:children]\n", "[web:vars]\n",
              "web[01:99]", "web[a:z]", " ansible_host=10.0.0.1", " ansible_port='22", "all:\n", "  hosts:\n", "    a:\n", "&a ", "*a", "!vault |\n", "name,address\n",
              '"a"', ";", "\t", "\n", "PK\x03\x04", "\x00", "\udcff\udcfe", ": "],
    "satellite": ["WKS\x01", "\x10\x00\x00\x00", '{"sent_at": 1, "held": "", ', '"software": "1", "started_at": 1, "probes": 0, "refused_probes": 0, ',
                  '"spooled_ticks": 0, "spooled_bytes": 0, "dropped_ticks": 0, "is_witness": true, "kinds": [], ', '"notes": [{"number": 1, "at": 1, "kind": "x", "facts": {}}], ',
                  '"results": [{"id": "', "0" * 32, '", "state": "done", "reason": "", ', '"report": {', '"version": "v", "statuses": [204], "noted": 0, ', '"requests": [{',
                  '"format": 1, "satellite": "sat-1", "server": "", ', '"targets": [{"name": "a", "address": "", "probes": [', '{"kind": "tcp", "name": "tcp", ',
                  '"credentials": {', '"roster": [', '"snmp": [["a", "b"]]', "]", "}", ",", "1e400", "null", "[" * 40],
    "ss": ["\n=watchkeeper= look before\n", "\n=watchkeeper= look after\n", "\n=watchkeeper= uptime before\n", "\n=watchkeeper= uptime after\n", "\n=watchkeeper= end\n",
           ">ESTAB 0 0 10.0.0.1:443 10.0.0.2:1 uid:1 sk:5f\n", "> bytes_acked:9 bytes_received:9\n", ">", "nan", "1e999 ", "9.5 ", "[::1]:22 ", ' users:(("a",pid=1,', "\t", "\n", "\udc80"],
    "pattern": ["a", "(", ")", "+", "*", "?", "$", "^", "|", "[", "]", "{9}", "\\d", ".", "(?i)"],
}  # fmt: skip
_LANGUAGE = {"lexer": "promql", "parser": "promql", "evaluator": "promql"}
_LONGEST_SECONDS = 20.0


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_text_breaks_a_target(name: str, data: st.DataObject) -> None:
    """Whatever the text, there is a result or an error of ours."""
    pieces = st.sampled_from(_PIECES[_LANGUAGE.get(name, name)])
    text = data.draw(st.lists(pieces | st.text(max_size=3), max_size=30).map("".join))
    TARGETS[name](text)


_NESTED = {
    "parentheses": "(" * 5_000 + "1" + ")" * 5_000,
    "calls": "abs(" * 5_000 + "up" + ")" * 5_000,
    "signs": "-" * 10_000 + "1",
    "powers": "1" + "^1" * 5_000,
    "sums": "1" + "+1" * 5_000,
    "subqueries": "up" + "[5m:1m]" * 3_000,
    "durations": "up[" + "(" * 3_000 + "5m" + ")" * 3_000 + "]",
    "duration chain": "up[1m" + "+1m" * 5_000 + "]",
    "duration signs": "up[" + "-" * 5_000 + "1m]",
    "duration powers": "up[9" + "^9" * 90 + "]",
    "duration calls": "up[" + "min_of(1," * 2_000 + "1" + ")" * 2_000 + "]",
    "aggregations": "sum(" * 5_000 + "up" + ")" * 5_000,
    "templates": "{{" + "(" * 5_000 + "1" + ")" * 5_000 + "}}",
    "blocks": "{{if 1}}" * 3_000 + "{{end}}" * 3_000,
    "flow lists": "[" * 5_000,
    "hostile pattern": "(a+)+$",
    "hostile alternatives": "(a|a)*b",
    "hostile counts": "((a{30}){30}){30}",
}


@pytest.mark.parametrize("text", _NESTED.values(), ids=list(_NESTED))
def test_depth_and_time_are_bounded(text: str) -> None:
    """Deep nesting and hostile patterns end soon, in an error of ours or in a result."""
    begun = time.perf_counter()
    for target in TARGETS.values():
        target(text)
    assert time.perf_counter() - begun < _LONGEST_SECONDS
