"""The probes of databases against real servers, and against the exporters whose names they use."""

from __future__ import annotations

import asyncio
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.databases import number_of_text, samples_of_rows
from collector.probes.mysql_answers import samples_of_replica, samples_of_status
from collector.probes.once import ProbeReport, probe_once, run_probe
from collector.probes.redis_info import facts_from_info, samples_of_info
from collector.probes.registry import probe_of
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.nginx_daemon import write_certificate
from tests.collector.probes.processes import (
    UNPRIVILEGED,
    free_ports,
    hand_over,
    open_folder,
    running,
)
from tests.collector.probes.readings import names, value
from tests.components import program
from tests.eventually import eventually
from tests.postgresql_cluster import Cluster
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.wire.page_parser import parse

TARGET = Target("db-1", "127.0.0.1")
PASSWORD = "s3cret phrase"


@pytest.fixture
def signed_in(tools: Tools) -> Tools:
    tools.secrets = Secrets(
        {
            "watch": Credential(user="watch", password=PASSWORD),
            "stranger": Credential(user="stranger", password="wrong-hush"),
        }
    )
    return tools


def names_of_exporter(
    command: list[str], environment: dict[str, str], folder: Path, port: int
) -> set[str]:
    """Run a peer's exporter and return the names on its page, its own left out."""
    with (
        running(
            [program(command[0]), *command[1:]], [port], folder=folder, environment=environment
        ),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as page,
    ):
        found = parse(page.read())
    own = ("go_", "process_", "promhttp_", "scrape_")
    shown = {label(one.labels, METRIC_NAME) for one in found.samples if one.value == one.value}
    return {name for name in shown if not name.startswith(own) and "_exporter_" not in name}


async def test_postgresql_is_told_as_its_exporter_tells_it(
    postgresql_cluster: Cluster, signed_in: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """All of postgres_exporter's default names are there, but for those named here."""
    report = await probe_once(
        TARGET,
        spec(f"{{postgresql: {{credentials: watch, port: {postgresql_cluster.port}}}}}"),
        signed_in,
    )
    assert report.problem is None
    assert report.notes == ()
    assert value(report, "pg_up") == 1
    assert value(report, "pg_settings_max_connections") == 60
    assert value(report, "pg_settings_shared_buffers_bytes") == 32 << 20
    assert value(report, "pg_replication_is_replica") == 0
    assert value(report, "pg_stat_activity_count", datname="postgres", state="active") >= 1
    assert value(report, "pg_database_size_bytes", datname="postgres") > 1_000_000
    assert value(report, "probe_database_duration_seconds", phase="connect") > 0
    (port,) = free_ports(1)
    address = f"postgresql://watch@127.0.0.1:{postgresql_cluster.port}/postgres?sslmode=disable"
    theirs = names_of_exporter(
        ["prometheus-postgres-exporter", f"--web.listen-address=127.0.0.1:{port}"],
        {"DATA_SOURCE_NAME": address},
        tmp_path,
        port,
    )
    missing = {name for name in theirs - names(report) if not name.startswith("pg_scrape_")}
    assert len(theirs) > 200
    assert missing <= {  # of this version's views, beyond what any rule or dashboard of ours reads
        name for name in missing if name.startswith(("pg_stat_database_", "pg_stat_bgwriter_stats"))
    }
    assert len(missing) < 0.1 * len(theirs)


async def test_queries_of_ones_own_become_series(
    postgresql_cluster: Cluster, signed_in: Tools, spec: MakeSpec
) -> None:
    """Numeric columns are series, label columns labels; one that fails is told by its name."""
    queries = (
        '[{name: orders, query: "SELECT status, n AS count, 2.5 AS value FROM'
        " (VALUES ('open', 3), ('paid', 4)) AS o(status, n)\", labels: [status]},"
        ' {name: broken, query: "SELECT nothing FROM nowhere"}]'
    )
    settings = f"{{postgresql: {{credentials: watch, port: {postgresql_cluster.port}, queries: {queries}}}}}"
    report = await probe_once(TARGET, spec(settings), signed_in)
    assert value(report, "orders_count", status="open") == 3
    assert value(report, "orders", status="paid") == 2.5
    assert "the query 'broken' fails: relation \"nowhere\" does not exist" in str(report.problem)
    assert value(report, "pg_up") == 1


async def test_a_query_cannot_write(
    postgresql_cluster: Cluster, signed_in: Tools, spec: MakeSpec
) -> None:
    """Whatever the user may do, the probe's transactions are read-only."""
    url = postgresql_cluster.new_database()
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE t (n int)")
    try:
        query = '{name: evil, query: "WITH x AS (INSERT INTO t VALUES (1) RETURNING n) SELECT n FROM x"}'
        settings = (
            f"{{postgresql: {{credentials: watch, port: {postgresql_cluster.port},"
            f" database: {url.rpartition('/')[2]}, queries: [{query}]}}}}"
        )
        report = await probe_once(TARGET, spec(settings), signed_in)
        assert "in a read-only transaction" in str(report.problem)
        assert await connection.fetchval("SELECT count(*) FROM t") == 0
    finally:
        await connection.close()


async def test_a_long_transaction_and_a_deadlock_are_seen(
    postgresql_cluster: Cluster, signed_in: Tools, spec: MakeSpec
) -> None:
    """Transactions open for long stand in pg_stat_activity_max_tx_duration; deadlocks have a counter."""
    url = postgresql_cluster.new_database()
    name = url.rpartition("/")[2]
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("BEGIN")
        await connection.fetchval("SELECT 1")
        settings = spec(f"{{postgresql: {{credentials: watch, port: {postgresql_cluster.port}}}}}")
        report = await probe_once(TARGET, settings, signed_in)
    finally:
        await connection.close()
    state = {"datname": name, "state": "idle in transaction"}
    assert value(report, "pg_stat_activity_count", **state) == 1
    assert value(report, "pg_stat_activity_max_tx_duration", **state) >= 0
    assert value(report, "pg_stat_database_deadlocks", datname="postgres") == 0


async def test_a_standby_tells_how_far_it_is_behind(
    postgresql_cluster: Cluster, signed_in: Tools, spec: MakeSpec
) -> None:
    """The copy says that it is one and how old its data is; the primary tells of it and of its slot."""
    with open_folder() as folder:
        data = folder / "standby"
        data.mkdir(mode=0o700)
        hand_over(folder, data)
        copy = Cluster(postgresql_cluster.bin, free_ports(1)[0], data)
        command: list[str | Path] = [
            copy.bin / "pg_basebackup", "-h", "127.0.0.1", "-p", str(postgresql_cluster.port),
            "-U", "watch", "-D", data, "-R", "-X", "stream", "-c", "fast", "-C", "-S", "copy_1",
        ]  # fmt: skip
        await asyncio.to_thread(as_nobody, command)
        await asyncio.to_thread(copy.start, data)
        try:
            of_copy = spec(f"{{postgresql: {{credentials: watch, port: {copy.port}}}}}")
            of_first = spec(
                f"{{postgresql: {{credentials: watch, port: {postgresql_cluster.port}}}}}"
            )

            async def streaming() -> ProbeReport | None:
                report = await probe_once(TARGET, of_first, signed_in)
                return report if "pg_stat_replication_pg_wal_lsn_diff" in names(report) else None

            first = await eventually(streaming)
            report = await probe_once(TARGET, of_copy, signed_in)
        finally:
            await asyncio.to_thread(copy.stop, data)
            await asyncio.to_thread(_drop_slot, postgresql_cluster)
    assert report.problem is None
    assert value(report, "pg_replication_is_replica") == 1
    assert value(report, "pg_replication_lag_seconds") >= 0
    assert first is not None
    assert value(first, "pg_replication_is_replica") == 0
    assert value(first, "pg_replication_slot_slot_is_active", slot_name="copy_1") == 1
    assert value(first, "pg_stat_replication_pg_wal_lsn_diff", state="streaming") >= 0


def as_nobody(command: list[str | Path]) -> None:
    prefix = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    words = [str(word) for word in command]
    full = [*prefix, *words] if os.geteuid() == 0 else words
    subprocess.run(full, check=True, capture_output=True, timeout=60, cwd="/")


def _drop_slot(cluster: Cluster) -> None:
    """Wait until the copy has let go of its slot, then forget it."""
    statement = (
        "DO $$ BEGIN FOR i IN 1..200 LOOP IF NOT (SELECT active FROM pg_replication_slots WHERE"
        " slot_name = 'copy_1') THEN PERFORM pg_drop_replication_slot('copy_1'); RETURN; END IF;"
        " PERFORM pg_sleep(0.05); END LOOP; END $$"
    )
    as_nobody(
        [cluster.bin / "psql", "-h", "127.0.0.1", "-p", str(cluster.port), "-U", "watch", "-d", "postgres", "-qc", statement]
    )  # fmt: skip


@dataclass(frozen=True)
class Maria:
    port: int
    copy: int
    socket: Path

    def run(self, statements: str, socket: Path | None = None) -> None:
        command = [
            program("mariadb"),
            "--no-defaults",
            f"--socket={socket or self.socket}",
            "-uroot",
        ]
        subprocess.run(command, input=statements.encode(), check=True, timeout=60)


@pytest.fixture(scope="module")
def maria() -> Iterator[Maria]:
    """A MariaDB and its copy, both of our own."""
    port, copy = free_ports(2)
    with (
        open_folder() as folder,
        _mariadb(folder / "first", port, 1) as socket,
        _mariadb(folder / "second", copy, 2) as other,
    ):
        servers = Maria(port, copy, socket)
        servers.run(
            f"CREATE USER watch@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';"
            "GRANT PROCESS, SELECT, REPLICATION CLIENT, SLAVE MONITOR, REPLICATION SLAVE ON *.* TO watch@'127.0.0.1';"
            "CREATE DATABASE shop; CREATE TABLE shop.orders (n int PRIMARY KEY); INSERT INTO shop.orders VALUES (1), (2);"
        )
        servers.run(
            f"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT={port}, MASTER_USER='watch',"
            f" MASTER_PASSWORD='{PASSWORD}', MASTER_USE_GTID=slave_pos; START SLAVE;",
            other,
        )
        yield servers


@contextmanager
def _mariadb(folder: Path, port: int, number: int, *more: str) -> Iterator[Path]:
    """Run a MariaDB as a user without rights; return its socket."""
    data = folder / "data"
    data.mkdir(parents=True)
    hand_over(folder, data)
    user = UNPRIVILEGED if os.geteuid() == 0 else os.environ.get("USER", "root")
    install = [
        program("mariadb-install-db"),
        "--no-defaults",
        f"--user={user}",
        f"--datadir={data}",
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
    ]
    # By itself MariaDB clears /tmp of temporary tables, those of another server among them.
    environment = {**os.environ, "TMPDIR": str(folder)}
    subprocess.run(install, check=True, capture_output=True, timeout=120, env=environment)
    command = [
        program("mariadbd"),
        "--no-defaults",
        f"--tmpdir={folder}",
        f"--user={user}",
        f"--datadir={data}",
        f"--port={port}",
        "--bind-address=127.0.0.1",
        f"--socket={folder}/s",
        f"--server-id={number}",
        "--log-bin",
        "--innodb-buffer-pool-size=16M",
        "--innodb-flush-log-at-trx-commit=0",
        "--performance-schema=OFF",
        *more,
    ]
    with running(command, [port], folder=folder):
        yield folder / "s"


async def test_mysql_is_told_as_its_exporter_tells_it(
    maria: Maria, signed_in: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """All of mysqld_exporter's default names are there, but for those named here."""
    report = await probe_once(
        TARGET, spec(f"{{mysql: {{credentials: watch, port: {maria.port}}}}}"), signed_in
    )
    assert report.problem is None
    assert report.notes == ()
    assert value(report, "mysql_up") == 1
    assert value(report, "mysql_global_variables_max_connections") > 0
    assert value(report, "mysql_global_status_threads_connected") >= 1
    assert value(report, "mysql_info_schema_schema_size_bytes", schema="shop") > 0
    assert value(report, "mysql_innodb_transactions_open") >= 0
    assert value(report, "mysql_info_schema_innodb_metrics_lock_lock_deadlocks_total") == 0
    (port,) = free_ports(1)
    theirs = names_of_exporter(
        ["prometheus-mysqld-exporter", f"--web.listen-address=127.0.0.1:{port}"],
        {"DATA_SOURCE_NAME": f"watch:{PASSWORD}@(127.0.0.1:{maria.port})/"},
        tmp_path,
        port,
    )
    missing = theirs - names(report)
    assert len(theirs) > 400
    assert {name for name in missing if not name.startswith("mysql_info_schema_innodb_cmp")} <= {
        "mysql_transaction_isolation",
        "mysql_galera_variables_info",
    }


async def test_a_copy_tells_how_far_it_is_behind(
    maria: Maria, signed_in: Tools, spec: MakeSpec
) -> None:
    """Both threads of the copy and its lag are series, under the names the rules look for."""
    settings = spec(f"{{mysql: {{port: {maria.copy}, credentials: watch}}}}")

    async def following() -> ProbeReport | None:
        report = await probe_once(TARGET, settings, signed_in)
        return report if "mysql_slave_status_seconds_behind_master" in names(report) else None

    report = await eventually(following)
    assert report is not None
    assert value(report, "mysql_slave_status_slave_io_running", master_host="127.0.0.1") == 1
    assert value(report, "mysql_slave_status_slave_sql_running") == 1
    assert value(report, "mysql_slave_status_seconds_behind_master") >= 0


async def test_mysql_queries_of_ones_own_cannot_write(
    maria: Maria, signed_in: Tools, spec: MakeSpec
) -> None:
    """A query becomes series; one that writes fails, whatever its user may do."""
    maria.run("GRANT INSERT ON shop.* TO watch@'127.0.0.1'")
    queries = (
        '[{name: orders, query: "SELECT COUNT(*) AS value FROM shop.orders"},'
        ' {name: evil, query: "INSERT INTO shop.orders VALUES (9)"}]'
    )
    settings = f"{{mysql: {{credentials: watch, port: {maria.port}, queries: {queries}}}}}"
    report = await probe_once(TARGET, spec(settings), signed_in)
    assert value(report, "orders") == 2
    assert "the query 'evil' fails: Cannot execute statement in a READ ONLY transaction" in (
        str(report.problem)
    )


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """A Redis with a password, and a replica of it."""
    first, second = tmp_path_factory.mktemp("redis-1"), tmp_path_factory.mktemp("redis-2")
    port, copy = free_ports(2)
    common = [
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--requirepass",
        PASSWORD,
        "--masterauth",
        PASSWORD,
    ]
    master = [program("redis-server"), "--port", str(port), "--dir", str(first), *common]
    replica = [program("redis-server"), "--port", str(copy), "--dir", str(second), *common]
    replica += ["--replicaof", f"127.0.0.1 {port}"]
    with running(master, [port], folder=first), running(replica, [copy], folder=second):
        yield port, copy


async def test_redis_is_told_as_its_exporter_tells_it(
    redis: tuple[int, int], tools: Tools, spec: MakeSpec, tmp_path: Path
) -> None:
    """All of redis_exporter's default names are there, but for those named here."""
    tools.secrets = Secrets({"r": Credential(password=PASSWORD)})
    for key in ("queue", "other"):
        _redis(redis[0], "RPUSH", key, "a", "b", "c")
    settings = f"{{redis: {{port: {redis[0]}, credentials: r, keys: [queue, nothing]}}}}"
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "redis_up") == 1
    assert value(report, "redis_db_keys", db="db0") == 2
    assert value(report, "redis_key_size", key="queue") == 3
    assert value(report, "redis_key_size", key="nothing") == 0
    assert value(report, "redis_commands_total", cmd="rpush") >= 2
    (port,) = free_ports(1)
    theirs = names_of_exporter(
        ["prometheus-redis-exporter", "-redis.addr", f"redis://127.0.0.1:{redis[0]}", f"-web.listen-address=127.0.0.1:{port}"],
        {"REDIS_PASSWORD": PASSWORD},
        tmp_path,
        port,
    )  # fmt: skip
    missing = {
        name for name in theirs - names(report) if not name.startswith("redis_latency_percentiles")
    }
    assert len(theirs) > 100
    assert missing <= {
        "redis_config_io_threads",
        "redis_config_maxmemory",
        "redis_last_key_groups_scrape_duration_milliseconds",
        "redis_last_slow_execution_duration_seconds",
        "redis_slowlog_last_id",
        "redis_start_time_seconds",
        "redis_target_scrape_request_errors_total",
    }


async def test_a_replica_tells_its_link(
    redis: tuple[int, int], tools: Tools, spec: MakeSpec
) -> None:
    """Whether the link to the master is up is a series, and the master tells its replicas' lag."""
    tools.secrets = Secrets({"r": Credential(password=PASSWORD)})
    replica = spec(f"{{redis: {{port: {redis[1]}, credentials: r}}}}")

    async def linked() -> ProbeReport | None:
        report = await probe_once(TARGET, replica, tools)
        return report if value(report, "redis_master_link_up") == 1 else None

    report = await eventually(linked)
    assert report is not None
    assert value(report, "redis_master_link_up", master_port=str(redis[0])) == 1
    of_master = await probe_once(
        TARGET, spec(f"{{redis: {{port: {redis[0]}, credentials: r}}}}"), tools
    )
    assert value(of_master, "redis_connected_slaves") == 1
    assert value(of_master, "redis_connected_slave_lag_seconds", slave_ip="127.0.0.1") >= 0


def _redis(port: int, *words: str) -> None:
    command = [program("redis-cli"), "-p", str(port), *words]
    environment = {**os.environ, "REDISCLI_AUTH": PASSWORD}
    subprocess.run(command, check=True, capture_output=True, timeout=30, env=environment)


@pytest.mark.parametrize("database", ["postgresql", "mysql"])
async def test_a_database_without_tls_is_said(
    database: str, request: pytest.FixtureRequest, tools: Tools, spec: MakeSpec
) -> None:
    """A real server that has no certificate refuses TLS in its own protocol, and that is told."""
    if database == "postgresql":
        port = request.getfixturevalue("postgresql_cluster").port
    else:
        port = request.getfixturevalue("maria").port
    report = await probe_once(
        TARGET, spec(f"{{tls: {{port: {port}, starttls: {database}}}}}"), tools
    )
    assert "the server does not offer TLS over" in str(report.problem)


async def test_a_database_over_tls(
    authority: trustme.CA,
    authority_file: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """With a certificate MariaDB is asked over TLS, and the TLS probe reads it."""
    tools.secrets = Secrets({"w": Credential(user="tls")})
    with open_folder() as folder:
        chain, key = folder / "server.pem", folder / "server.key"
        write_certificate(authority.issue_cert("127.0.0.1"), chain, key)
        hand_over(chain, key)
        (port,) = free_ports(1)
        tls = [f"--ssl-cert={chain}", f"--ssl-key={key}"]
        with _mariadb(folder / "server", port, 3, *tls) as socket:
            Maria(port, port, socket).run("CREATE USER tls@'127.0.0.1' REQUIRE SSL")
            settings = f"tls: verified, ca_file: {authority_file}, credentials: w"
            report = await probe_once(
                TARGET, spec(f"{{mysql: {{port: {port}, {settings}}}}}"), tools
            )
            looked = await probe_once(
                TARGET,
                spec(f"{{tls: {{port: {port}, starttls: mysql, ca_file: {authority_file}}}}}"),
                tools,
            )
            plain = await probe_once(
                TARGET, spec(f"{{mysql: {{port: {port}, credentials: w}}}}"), tools
            )
    assert report.problem is None
    assert value(report, "mysql_up") == 1
    assert value(looked, "probe_tls_trusted") == 1
    assert "does not let tls in" in str(plain.problem)


@pytest.fixture(params=["mysql", "redis"])
def refusing(request: pytest.FixtureRequest) -> tuple[str, int, str]:
    """A kind of server, its port, and the series that says whether it lets us in."""
    if request.param == "mysql":
        maria: Maria = request.getfixturevalue("maria")
        return "mysql", maria.port, "mysql_up"
    ports: tuple[int, int] = request.getfixturevalue("redis")
    return "redis", ports[0], "redis_up"


async def test_a_refused_sign_in_is_told_and_not_tried_again_at_once(
    refusing: tuple[str, int, str], signed_in: Tools, spec: MakeSpec
) -> None:
    """The database is down for us, the password stands nowhere, and no account is locked by asking."""
    kind, port, up = refusing
    settings = spec(f"{{{kind}: {{credentials: stranger, port: {port}}}}}")
    probe = probe_of(TARGET, settings, signed_in)
    first = await run_probe(probe, TARGET, settings, signed_in)
    second = await run_probe(probe, TARGET, settings, signed_in)
    assert "does not let" in str(first.problem)
    assert "so that the account is not locked" in str(second.problem)
    assert value(first, up) == value(second, up) == 0
    assert "wrong-hush" not in f"{first!r}{first.problem}"


@pytest.mark.parametrize(
    ("kind", "up"), [("postgresql", "pg_up"), ("mysql", "mysql_up"), ("redis", "redis_up")]
)
async def test_nobody_listening_is_down(
    kind: str, up: str, signed_in: Tools, spec: MakeSpec, free_port: int
) -> None:
    """A closed port is a database that is down, in a sentence and in its series."""
    report = await probe_once(
        TARGET, spec(f"{{{kind}: {{credentials: watch, port: {free_port}}}}}"), signed_in
    )
    assert f"cannot connect to 127.0.0.1 port {free_port}" in str(report.problem)
    assert value(report, up) == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('queries: [{name: up, query: "SELECT 1"}]', "'up' cannot name a query"),
        ('queries: [{name: Orders, query: "SELECT 1"}]', "'Orders' cannot name a query"),
        ('queries: [{name: a, query: " "}]', "a query has 1 to 20000 characters"),
        ("queries: [{name: a, query: x, labels: [instance]}]", "'instance' cannot be a label"),
        ("queries: [{name: a, query: x}, {name: a, query: y}]", "the query 'a' stands here twice"),
        ("port: 0", "port must be 1 to 65535"),
        ("tls: perhaps", "known are none, unverified, verified"),
    ],
    ids=[
        "a name that is taken",
        "capital letters",
        "an empty query",
        "a label of the server's",
        "a name twice",
        "a port",
        "another word for TLS",
    ],
)
@pytest.mark.parametrize("kind", ["postgresql", "mysql"])
async def test_wrong_settings_are_told(
    kind: str, settings: str, said: str, tools: Tools, spec: MakeSpec
) -> None:
    """Mistakes are found when the configuration is read, with file and line."""
    with pytest.raises(ConfigError, match=r"targets/test.yml:1: ") as caught:
        await probe_once(TARGET, spec(f"{{{kind}: {{{settings}}}}}"), tools)
    assert said in str(caught.value)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.decimals(),
    st.datetimes(), st.timedeltas(), st.binary(max_size=5), st.uuids(),
)  # fmt: skip
ROWS = st.lists(st.dictionaries(st.text(max_size=10), CELLS, max_size=4), max_size=4)


@given(ROWS)
def test_any_rows_become_samples(rows: list[dict[str, object]]) -> None:
    """Whatever a database answers, it becomes numbers or nothing."""
    found = {
        **samples_of_rows("q", ["a"], rows),
        **samples_of_status(rows),
        **samples_of_replica(rows),
    }
    assert all(isinstance(number, float) for number in found.values())


@given(st.text(max_size=500))
def test_any_info_becomes_samples(text: str) -> None:
    """Whatever a Redis says of itself, it becomes numbers or nothing."""
    found = samples_of_info(
        facts_from_info(text + "\ndb0:keys=1,x\nslave0:ip=,lag=-\ncmdstat_:usec=")
    )
    assert all(isinstance(number, float) for number in found.values())


@pytest.mark.parametrize(
    ("text", "number"),
    [("ON", 1), ("Connecting", 0), ("1_000", None), ("12.5", 12.5), ("", None), ("0x10", None)],
    ids=["yes", "not yet", "Python's own way", "a fraction", "nothing", "hexadecimal"],
)
def test_numbers_of_texts(text: str, number: float | None) -> None:
    """Servers write numbers and yes or no as text; what is neither is no sample."""
    assert number_of_text(text) == number
