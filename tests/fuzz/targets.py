"""What is fed with random text, and which errors it may raise; any other is a bug."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from types import MappingProxyType

from collector.probes.host_samples import samples_of_host
from collector.probes.outcome import ProbeFailed
from collector.probes.ssh_backups import BackupTool, samples_of_tool
from collector.probes.ssh_look import result_of_looks
from collector.probes.ssh_script import sections
from collector.satellites.exchange import answer_from, request_from
from collector.satellites.hand_down import hand_down_from
from collector.snmp.ber import Malformed
from collector.snmp.messages import Version, community_and_pdu, version_and_rest
from collector.snmp.v3 import envelope_in
from collector.ssh.trust import trust_in
from collector.syslog.framing import Framer
from collector.syslog.lines import MAX_BYTES, parse_line
from collector.syslog.patterns import LinePatterns, shipped_patterns
from collector.webhooks.mapping import shipped_mappings
from collector.webhooks.reading import read_payload
from rules.files import parse_rule_file
from rules.promql import Evaluator, Experimental, Limits, Options, PromqlError, compile_plan, parse
from rules.promql.format import format_expression
from rules.promql.functions.labels import label_replace
from rules.promql.lexer import tokens_of
from rules.promql.table import table_of_labels
from rules.templates import TemplateFacts, expand
from rules.templates.errors import TemplateError
from rules.templates.parser import parse_template
from tests.rules.promql.memory_source import MemorySource
from watchkeeper.core.errors import ConfigError, InvalidInput, TooLarge, WatchkeeperError
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.host.backups import borg, mysql, pgbackrest, postgresql, restic, rsnapshot, timer
from watchkeeper.host.flows import flows
from watchkeeper.host.ntp import reply_from
from watchkeeper.host.smart import disks, smart
from watchkeeper.host.ss import held_flows
from watchkeeper.host.updates import pending_rpms, pending_updates
from watchkeeper.inventory.imports.formats import Format, format_of, read_listing
from watchkeeper.storage.series.patterns import pattern_of
from watchkeeper.wire.log_lines import log_lines_from_bytes
from watchkeeper.wire.requests import results_from_bytes

Target = Callable[[str], None]

_FACTS = TemplateFacts({"instance": "a"}, 1.5)
_LIMITS = Limits(max_samples=20_000, max_points=100, max_seconds=5)
_HOSTILE_VALUE = "a" * 2_000 + "!"


def _lexer(text: str) -> None:
    with suppress(PromqlError):
        tokens_of(text)


def _parser(text: str) -> None:
    """What can be read can be written, and reads back as the same."""
    try:
        tree = parse(text)
    except PromqlError as error:
        error.text()
        return
    assert parse(format_expression(tree)) == tree


def _evaluator(text: str) -> None:
    with suppress(PromqlError):
        plan = compile_plan(text)
        _ready_evaluator().instant(plan, Instant(10 * MINUTE))


def _ready_evaluator() -> Evaluator:
    source = MemorySource()
    for instance in "ab":
        samples = [(minute * MINUTE, float(minute)) for minute in range(12)]
        source.add({"__name__": "up", "instance": instance}, samples)
    return Evaluator(source, _LIMITS, Options(experimental=Experimental.ALLOWED))


def _pattern(text: str) -> None:
    """A pattern of a matcher or of label_replace takes time that is linear in the value."""
    with suppress(InvalidInput):
        pattern_of(text).matches(_HOSTILE_VALUE)
        table = table_of_labels([labels_of({"x": _HOSTILE_VALUE})])
        label_replace(table, "y", "$1", "x", text)


def _template(text: str) -> None:
    with suppress(TemplateError):
        parse_template(text)
    assert isinstance(expand(text, _FACTS), str)


def _rule_file(text: str) -> None:
    with suppress(ConfigError):
        parse_rule_file(text, name="f.yml")


def _snmp(text: str) -> None:
    """A datagram of a device or a stranger."""
    data = text.encode("latin-1", "replace")
    with suppress(Malformed):
        version, rest = version_and_rest(data)
        if version is Version.V3:
            envelope_in(data, rest)
        else:
            community_and_pdu(rest)


def _ssh_output(text: str) -> None:
    """What a host prints over SSH."""
    with suppress(ProbeFailed):
        samples_of_host(sections(text))


def _known_hosts(text: str) -> None:
    trust_in([text], (), "db-1", 22)


def _syslog(text: str) -> None:
    """A stream of lines, and each line by all shipped patterns."""
    framer, patterns = Framer(), _shipped_lines()
    data = text.encode("utf-8", "surrogateescape")
    for message in (*framer.feed(data), framer.end()):
        assert len(message) <= MAX_BYTES
        for _ in patterns.hits(parse_line(message, received_at=Instant(10 * MINUTE))):
            pass


@cache
def _shipped_lines() -> LinePatterns:
    return LinePatterns(shipped_patterns())


def _webhook(text: str) -> None:
    """What other systems post, by all shipped mappings."""
    data = text.encode("utf-8", "surrogateescape")
    for mapping in shipped_mappings():
        with suppress(InvalidInput):
            read_payload(mapping, data, now=Instant(10 * MINUTE))


def _agent_results(text: str) -> None:
    """What an agent, or whoever has its token, says to what it was asked."""
    with suppress(InvalidInput):
        results_from_bytes(text.encode("utf-8", "surrogatepass"))


def _log_lines(text: str) -> None:
    """What an agent tells of its logs."""
    with suppress(InvalidInput):
        log_lines_from_bytes(_bytes(text))


def _backup_tools(text: str) -> None:
    """What tools that write backups print, and the ends of the files they leave."""
    data = _bytes(text)
    for read in _TOOLS_TEXTS:
        with suppress(InvalidInput):
            read(text)
    for whole in (postgresql.is_whole_dump, mysql.is_whole_dump):
        whole(data)
    with suppress(InvalidInput):
        postgresql.manifest_size(data.splitlines(keepends=True))
    postgresql.log_archive(text.split())
    postgresql.tables_in(text)
    rsnapshot.last_runs(text, "daily")
    for tool in BackupTool:
        if tool is not BackupTool.FOLDER:
            samples_of_tool("nightly", tool, 86_400.0, f"0\n>{text}")


_TOOLS_TEXTS: tuple[Callable[[str], object], ...] = (
    restic.snapshots, restic.restored_size, restic.lock, restic.lock_names,
    borg.archives, borg.archive_size, pgbackrest.standing, pgbackrest.is_verified,
    mysql.checkpoints, mysql.times, rsnapshot.snapshot, timer.service_of, timer.timed_run,
)  # fmt: skip


def _host_tools(text: str) -> None:
    """What smartctl and the tools for packages print, and what an NTP server sends."""
    data = _bytes(text)
    for read in (disks, smart):
        with suppress(InvalidInput):
            read(data)
    pending_rpms(text)
    pending_updates(text)
    reply_from(data, b"\0" * 8, 0.0)


def _lists(text: str) -> None:
    """A list of hosts of any kind, as discovery or an import reads it."""
    data = _bytes(text)
    for wanted in Format:
        with suppress(ConfigError, InvalidInput, TooLarge):
            read_listing(data, "hosts", wanted)
    with suppress(ConfigError):
        format_of(data, "hosts")


def _satellite(text: str) -> None:
    """What a satellite sends, what a server answers and hands down to it."""
    data = _bytes(text)
    for frame in (data, b"WKS\x01" + data, b"WKS\x01" + _sized(data)):
        with suppress(InvalidInput, TooLarge):
            request_from(frame)
    with suppress(InvalidInput):
        answer_from(data)
    with suppress(WatchkeeperError):
        hand_down_from(data)


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "little") + data


def _ss(text: str) -> None:
    """What a host without an agent shows of its connections."""
    for held in held_flows(text):
        assert len(held.flow.local) in {4, 16}
    with suppress(InvalidInput, ProbeFailed):
        result_of_looks("0" * 32, text)


def _bytes(text: str) -> bytes:
    """Return the bytes that the fuzzer made, whatever they were."""
    return text.encode("utf-8", "surrogateescape")


def _connections(text: str) -> None:
    """A datagram of the kernel about connections."""
    list(flows(text.encode("latin-1", "replace")))


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "lexer": _lexer,
        "parser": _parser,
        "evaluator": _evaluator,
        "pattern": _pattern,
        "template": _template,
        "rule-file": _rule_file,
        "snmp": _snmp,
        "ssh-output": _ssh_output,
        "known-hosts": _known_hosts,
        "syslog": _syslog,
        "webhook": _webhook,
        "agent-results": _agent_results,
        "connections": _connections,
        "log-lines": _log_lines,
        "backup-tools": _backup_tools,
        "host-tools": _host_tools,
        "lists": _lists,
        "satellite": _satellite,
        "ss": _ss,
    }
)
