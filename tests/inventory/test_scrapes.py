"""Prometheus's scrape_configs become targets, as a real Prometheus discovers them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.collector.probes.prometheus_peer import answer_of_prometheus
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.relabelling import Action, RelabelRule, relabelled
from watchkeeper.inventory.scrapes import Scrape, name_of_instance, read_scrapes, with_scrapes

CONFIG = """\
global:
  scrape_interval: 20s
  evaluation_interval: 30s
  external_labels: {region: east}
rule_files: []
scrape_configs:
- job_name: node
  scrape_timeout: 5s
  static_configs:
  - targets: ["10.1.0.11:9100", "10.1.0.12:9100"]
    labels: {env: prod, __metrics_path__: /probe}
  - targets: ["10.1.0.13:9100"]
  file_sd_configs:
  - files: ["sd/*.json", "sd/more.yml"]
  relabel_configs:
  - {source_labels: [__address__], regex: "([^:]+):.*", target_label: instance}
  - {source_labels: [__meta_filepath], regex: ".*/(.*)", target_label: file}
  - {source_labels: [env], regex: staging, action: drop}
- job_name: blackbox
  metrics_path: /probe
  scheme: https
  params: {module: [http_2xx], debug: ["true", "more"]}
  static_configs:
  - targets: ["https://shop.example/health", "https://shop.example/"]
  relabel_configs:
  - {source_labels: [__address__], target_label: __param_target}
  - {source_labels: [__param_target], target_label: instance}
  - {target_label: __address__, replacement: "127.0.0.1:9115"}
"""
JSON = '[\n\t{"targets": ["10.2.0.1:80"], "labels": {"env": "dev"}},\n\t{"targets": ["10.2.0.2:80"], "labels": {"env": "staging"}}\n]'
YAML = '- targets: ["10.3.0.1:80", "10.3.0.2:80"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scrapes/sd").mkdir(parents=True)
    (tmp_path / "scrapes/prometheus.yml").write_text(CONFIG)
    (tmp_path / "scrapes/sd/some.json").write_text(JSON)
    (tmp_path / "scrapes/sd/more.yml").write_text(YAML)
    return tmp_path


def settings_of(scrape: Scrape) -> dict[str, object]:
    settings = scrape.spec.settings.plain()
    assert isinstance(settings, dict)
    return settings


def test_a_real_prometheus_discovers_the_same(folder: Path) -> None:
    """Addresses, labels, intervals and what is dropped agree with Prometheus's own page of targets."""
    ours = {
        (
            scrape.spec.job,
            scrape.instance,
            str(settings_of(scrape)["url"]),
            json.dumps(settings_of(scrape)["labels"], sort_keys=True),
            scrape.spec.interval,
            scrape.spec.timeout,
        )
        for scrape in read_scrapes(folder).found
    }
    assert len(ours) == 8
    assert ours == discovered_by_prometheus(folder)


def discovered_by_prometheus(folder: Path) -> set[tuple[object, ...]]:
    found = answer_of_prometheus(
        folder / "scrapes/prometheus.yml",
        folder,
        "/api/v1/targets",
        lambda data: len(data["activeTargets"]) >= 8,
    )["activeTargets"]
    return {
        (
            one["labels"]["job"],
            name_of_instance(one["labels"]["instance"]),
            one["scrapeUrl"],
            json.dumps(
                {k: v for k, v in one["labels"].items() if k not in {"instance", "job"}},
                sort_keys=True,
            ),
            int(one["scrapeInterval"].removesuffix("s")) * 1000,
            int(one["scrapeTimeout"].removesuffix("s")) * 1000,
        )
        for one in found
    }


def test_scrapes_join_the_target_of_their_instance(folder: Path) -> None:
    """A target that is there keeps what it has and gets the probe; others are made, with their place."""
    known = Target("10.1.0.11", "10.1.0.11", customer="acme", at="targets/shop.yml:3")
    targets = {one.name: one for one in with_scrapes([known], read_scrapes(folder).found)}
    assert targets["10.1.0.11"].customer == "acme"
    assert [spec.job for spec in targets["10.1.0.11"].probes] == ["node"]
    assert targets["10.3.0.1"].at.endswith("more.yml:1")
    assert targets["shop.example_health"].address == "127.0.0.1"
    assert targets["10.1.0.12"].at == "scrapes/prometheus.yml:10"


def test_a_customer_s_file_speaks_for_no_other_customer(folder: Path) -> None:
    """Whatever a file of file_sd says of the instance: a target of another customer's is refused."""
    (folder / "scrapes/prometheus.yml").unlink()
    (folder / "scrapes/other.yml").write_text("""\
customer: other
scrape_configs:
- {job_name: a, static_configs: [{targets: ["x:1"], labels: {instance: db-1}}]}
""")
    found = read_scrapes(folder).found
    own = with_scrapes([Target("db-1", "10.1.0.1", customer="other")], found)
    assert len(own) == 1
    with pytest.raises(ConfigError, match="is a target of another customer's"):
        with_scrapes([Target("db-1", "10.1.0.1", customer="acme")], found)


def test_secrets_stand_in_no_setting(folder: Path) -> None:
    """Passwords and tokens become credentials; settings hold their name alone."""
    (folder / "scrapes/token").write_text("from-a-file\n")
    path = folder / "scrapes/prometheus.yml"
    path.write_text("""\
scrape_configs:
- {job_name: a, basic_auth: {username: u, password: hush-1}, static_configs: [{targets: ["x:1"]}]}
- {job_name: b, authorization: {credentials_file: token}, static_configs: [{targets: ["x:2"]}]}
- {job_name: c, bearer_token: hush-3, static_configs: [{targets: ["x:3"]}]}
""")
    path.chmod(0o600)
    found = read_scrapes(folder)
    for scrape in found.found:
        assert "hush" not in repr(scrape)
        assert settings_of(scrape)["credentials"] in found.credentials
    assert "hush" not in repr(found)
    held = {name.rsplit(":")[-1]: one for name, one in found.credentials.items()}
    assert (held["a"].user, held["a"].password) == ("u", "hush-1")
    assert (held["b"].bearer, held["c"].bearer) == ("from-a-file", "hush-3")
    path.chmod(0o644)
    with pytest.raises(ConfigError, match=r"may be read by others \(mode 0644\); run: chmod 600"):
        read_scrapes(folder)


@pytest.mark.parametrize(
    ("job", "said"),
    [
        ("job_name: a, static_configs: [{targets: ['a@b:1']}]", "is no HOST:PORT to scrape"),
        ("job_name: a, static_configs: [{targets: ['a:1?x']}]", "is no HOST:PORT to scrape"),
        ("job_name: a, static_configs: [{targets: ['a:1#x']}]", "is no HOST:PORT to scrape"),
        (
            "job_name: a, static_configs: [{targets: ['a:1'], labels: {__scheme__: file}}]",
            "'file' is not http or https",
        ),
        (
            "job_name: a, static_configs: [{targets: ['a:1'], labels: {__scheme__: 'http://b/?'}}]",
            "is not http or https",
        ),
        ("job_name: a, kubernetes_sd_configs: []", "kubernetes_sd_configs is not known here"),
        ("job_name: a, scrape_intervall: 1s", "did you mean 'scrape_interval'"),
        ("job_name: a, static_configs: [{targets: [http://x/y]}]", "is no HOST:PORT to scrape"),
        ("job_name: a, scheme: ftp", "scheme must be http or https"),
        ("job_name: a, scrape_interval: 10ms, static_configs: [{targets: [x]}]", "at least 1s"),
        ("job_name: a, file_sd_configs: [{files: [/etc/passwd]}]", "must end with .json"),
        ("job_name: a, relabel_configs: [{action: replace, regex: '('}]", "no regular expression"),
        ("job_name: a, relabel_configs: [{action: hashmod, target_label: a}]", "needs a modulus"),
        (
            "job_name: a, target_limit: 1, static_configs: [{targets: [x, y]}]",
            "more than 1 targets",
        ),
        ("job_name: a, body_size_limit: big, static_configs: [{targets: [x]}]", "is no size"),
        ("job_name: a, static_configs: [{targets: [x, x]}]", "the job 'a' has 'x' already"),
    ],
    ids=[
        "an address with a user",
        "an address with a question",
        "an address with a mark",
        "a file",
        "a scheme that is an address",
        "another discovery",
        "a key misspelt",
        "an address with a path",
        "another scheme",
        "too short an interval",
        "a file that is no list",
        "no pattern",
        "a hash without modulus",
        "more targets than allowed",
        "no size",
        "one page twice",
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(job: str, said: str, tmp_path: Path) -> None:
    """A mistake is a configuration error with file, line and remedy."""
    (tmp_path / "scrapes").mkdir()
    (tmp_path / "scrapes/p.yml").write_text(f"scrape_configs:\n- {{{job}}}\n")
    with pytest.raises(ConfigError, match=r"^scrapes/p.yml:2: .*" + re.escape(said)):
        with_scrapes((), read_scrapes(tmp_path).found)


RULES = st.builds(
    RelabelRule,
    source_labels=st.lists(st.sampled_from(["a", "b", "__name__"]), max_size=3).map(tuple),
    separator=st.text(max_size=2),
    target_label=st.sampled_from(["a", "c", "${1}", "__name__"]),
    regex=st.sampled_from(["(.*)", ".+", "a|b", "(x)(y)?", ""]),
    modulus=st.integers(1, 2**40),
    replacement=st.text(st.sampled_from("$1{}ab "), max_size=8),
    action=st.sampled_from(Action),
)


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c", "__name__"]), st.text(min_size=1, max_size=9)),
    st.lists(RULES, max_size=5),
)
def test_any_rules_give_labels_or_drop_them(
    labels: dict[str, str], rules: list[RelabelRule]
) -> None:
    """Rules never fail on labels; what is left has no empty values."""
    found = relabelled(labels, rules)
    assert found is None or all(isinstance(one, str) for one in found.values())
