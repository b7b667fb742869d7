from __future__ import annotations

import json
import urllib.request
from pathlib import Path

from tests.cli.watch import Watch, typed
from watchkeeper.inventory.imports.formats import read_listing
from watchkeeper.wire.enrolment import (
    ENROL_PATH,
    EnrolmentRequest,
    bytes_from_request,
    token_from_text,
)

INI = "[web]\nimp-[1:2] ansible_host=10.9.0.1 watchkeeper_customer=house\nimp-bad watchkeeper_parent=gone\n"


def test_a_list_is_planned_imported_shown_and_taken_back(watch: Watch, tmp_path: Path) -> None:
    """The plan comes first and names what is refused; --yes does it; --undo takes it back."""
    hosts = tmp_path / "hosts"
    hosts.write_text(INI)
    dry = watch("targets", "import", str(hosts), "--dry-run")
    assert dry.code == 1
    assert dry.lines[-1] == "plan: 2 added, 0 changed, 0 unchanged, 1 refused"
    assert "the parent 'gone' does not exist" in dry.out
    assert "imp-1" not in watch("targets", "list").out

    unasked = watch("targets", "import", str(hosts))
    assert "--yes does it" in unasked.err
    assert "imp-1" not in watch("targets", "list").out

    done = watch("targets", "import", str(hosts), "--yes", "--site", "b", "--json")
    assert (done.code, done.json["added"], done.json["refused"]) == (1, 2, 1)
    assert "imp-1" in watch("targets", "list").out
    again = watch("targets", "import", str(hosts), "--yes", "--site", "b")
    assert again.lines[-1] == "plan: 0 added, 0 changed, 2 unchanged, 1 refused"

    history = watch("targets", "history", "imp-1")
    assert "10.9.0.1" in history.out
    assert watch("targets", "import", "--undo").out.startswith("taken back: 2 targets")
    assert "imp-1" not in watch("targets", "list").out
    assert watch("targets", "import", "--undo").code == 1


def test_an_edit_is_taken_back_by_its_number(watch: Watch) -> None:
    """`targets history` shows numbers; `--undo NUMBER` takes one back."""
    words = ("--card", "duty_phone=138", "--group", "web", "--tag", "pci")
    assert watch("targets", "add", "hist-1", *words).code == 0
    number = watch("targets", "history", "hist-1", "--json").json[0]["number"]
    assert watch("targets", "history", "hist-1", "--undo", str(number)).code == 0
    assert "hist-1" not in watch("targets", "list").out
    assert watch("targets", "add", "bad", "--card", "nonsense").code == 2


def test_a_template_is_printed_and_written(tmp_path: Path) -> None:
    """CSV on standard output, a workbook into a file; both can be read again."""
    printed = typed("targets", "template", "--language", "zh")
    assert printed.lines[0].startswith("名称,地址,客户")
    book = tmp_path / "t.xlsx"
    assert typed("targets", "template", "--format", "xlsx", "--out", str(book)).code == 0
    assert read_listing(book.read_bytes(), book.name).rows[0].name == "web-1"
    assert typed("targets", "template", "--format", "xlsx").code == 2


def test_the_inventory_is_printed_for_prometheus(watch: Watch, tmp_path: Path) -> None:
    """A file of file_sd that Prometheus can read, chosen by group."""
    watch("targets", "add", "sd-1", "--address", "10.9.1.1", "--group", "sd", "--customer", "house")
    watch("targets", "add", "sd-2", "--address", "2001:db8::9", "--group", "sd")
    found = watch("prometheus", "targets", "--group", "sd", "--json").json
    assert found[0] == {
        "targets": ["10.9.1.1:9100"],
        "labels": {
            "instance": "sd-1",
            "customer": "house",
            "criticality": "normal",
            "__meta_watchkeeper_groups": ",sd,",
            "__meta_watchkeeper_agent": "false",
        },
    }
    assert found[1]["targets"] == ["[2001:db8::9]:9100"]
    out = tmp_path / "sd.json"
    assert watch("prometheus", "targets", "--group", "sd", "--out", str(out)).code == 0
    assert json.loads(out.read_text()) == found
    assert watch("prometheus", "targets", "--port", "99999").code == 2


def test_a_file_that_cannot_be_is_refused(watch: Watch, tmp_path: Path) -> None:
    """One line with the place, exit code 2; nothing happens."""
    bad = tmp_path / "x.csv"
    bad.write_text("colour\nred\n")
    done = watch("targets", "import", str(bad), "--yes")
    assert done.code == 2
    assert "x.csv:1: the first line must hold headings" in done.err
    assert watch("targets", "import", str(tmp_path / "none")).code == 2
    assert watch("targets", "import").code == 2


def test_a_host_that_registers_waits_until_it_is_approved(watch: Watch) -> None:
    """One token for many hosts; who waits is listed, let in or refused by command."""
    made = watch("token", "create", "--agent", "--uses", "5", "--days", "2", "--json")
    secret = token_from_text(made.json["token"]).secret
    for name in ("reg-1", "reg-2"):
        body = bytes_from_request(EnrolmentRequest(secret, name, name, "1.0", {"role": "x"}))
        asked = urllib.request.Request(watch.url + ENROL_PATH, body, method="POST")
        with urllib.request.urlopen(asked, timeout=10) as answer:
            assert answer.status == 200
    waiting = watch("targets", "waiting")
    assert "reg-1" in waiting.out
    assert "127.0.0.1" in waiting.out
    first, second = (one["id"] for one in watch("targets", "waiting", "--json").json)
    assert watch("targets", "waiting", "--refuse", second).out == f"refused: {second}\n"
    assert watch("targets", "waiting", "--approve", "all").out == "approved: reg-1\n"
    assert "reg-1" in watch("targets", "list").out
    assert watch("targets", "waiting", "--approve", first).code == 1
    assert watch("token", "create", "--agent", "--uses", "0").code == 2
    assert watch("token", "create", "--agent", "--uses", "5", "--days", "999").code == 2
