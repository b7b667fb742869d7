from __future__ import annotations

import subprocess
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules.templates import TemplateError, TemplateFacts, TemplateSample, expand, parse_template
from rules.templates.render import MAX_OUTPUT_CHARACTERS
from tests.components import program

LABELS = {"instance": "web-1:9100", "name": "nginx", "zone": "shanghai"}
FACTS = TemplateFacts(
    {**LABELS, "__name__": "m"},
    1234.5678,
    external_url="https://watch.example/p",
    query=lambda _: [TemplateSample({"i": "a"}, 5.0), TemplateSample({"i": "b"}, 7.0)],
)

# Each is expanded by promtool too: value 1234.5678, the labels above.
SAME_AS_PROMETHEUS = {
    "a label": "{{ $labels.instance }}",
    "a label without spaces": "{{$labels.instance}}",
    "a field of the facts": "{{ .Labels.name }} {{ .Value }}",
    "a missing label is empty": "[{{ $labels.nothing }}]",
    "all labels": "{{ $labels }}",
    "a value": "{{ $value }}",
    "printf": '{{ printf "%.2f|%8.1f|%-8.1f|%+.0f|%e|%g" $value $value $value $value $value $value }}',
    "piped printf": '{{ $value | printf "%.1f" }}',
    "a wrong verb": '{{ printf "%d" $value }}',
    "a missing argument": '{{ printf "%s %s" $labels.name }}',
    "an argument too many": '{{ printf "%s" $labels.name $labels.zone }}',
    "quoting": '{{ printf "%q %v %5s| %x" $labels.name $labels.name "ab" "ab" }}',
    "whole numbers": '{{ printf "%d %05d %x %c %t" 42 42 255 65 true }}',
    "humanize": "{{ humanize $value }} {{ humanize 0.00012 }} {{ humanize 0.0 }} {{ humanize 1.5e12 }}",
    "humanize1024": "{{ humanize1024 1048576.0 }} {{ humanize1024 0.5 }}",
    "percentage": "{{ 0.15234 | humanizePercentage }} {{ humanizePercentage 1.0 }}",
    "durations": "{{ humanizeDuration 0.0 }} {{ humanizeDuration 59.9 }} {{ humanizeDuration 3661.0 }}"
    " {{ humanizeDuration 90061.5 }} {{ humanizeDuration -70.0 }} {{ humanizeDuration 0.0005 }}",
    "a timestamp": "{{ humanizeTimestamp 1435065584.128 }} {{ humanizeTimestamp 0.0 }}",
    "case": '{{ $labels.name | toUpper }} {{ toLower "ABC" }} {{ title "a fine day" }}',
    "regular expressions": '{{ reReplaceAll "(.*):[0-9]+" "$1!" $labels.instance }}'
    ' {{ match "^web" $labels.instance }} {{ reReplaceAll "b" "${0}${0}" "abc" }}',
    "if": '{{ if eq $labels.zone "shanghai" }}yes{{ else }}no{{ end }}',
    "else if": '{{ if eq $labels.zone "x" }}x{{ else if match "sh.*" $labels.zone }}sh{{ else }}?{{ end }}',
    "comparison": "{{ if gt $value 1000.0 }}big{{ end }} {{ lt 1 2 }} {{ ne 1 1 }} {{ eq 1 2 1 }}",
    "and or not": '{{ and "a" "b" }} {{ or "" "b" }} {{ not true }} {{ and "" "b" }}',
    "with": "{{ with $labels.name }}<{{ . }}>{{ end }}{{ with $labels.no }}x{{ else }}none{{ end }}",
    "range over a map": "{{ range $k, $v := $labels }}{{ $k }}={{ $v }};{{ end }}",
    "variables": '{{ $x := "a" }}{{ if true }}{{ $x = "b" }}{{ end }}{{ $x }}',
    "white space": 'a  {{- " b " -}}  c',
    "a comment": "a{{/* nothing */}}b",
    "raw and escaped strings": '{{ `a\\b` }} {{ "x\\ty\\u00e9" }}',
    "numbers": "{{ 1.0 }} {{ 1e6 }} {{ 123456789.0 }} {{ 100000.0 }} {{ 0.00001 }} {{ 0x1F }} {{ 1e21 }}",
    "length and index": '{{ len $labels.name }} {{ index $labels "zone" }} {{ len $labels }}',
    "print": '{{ print "a" 1 2 "b" }}',
    "addresses": '{{ stripPort "web:80" }} {{ stripDomain "web.example.com:80" }} {{ stripPort "web" }}',
    "parentheses": '{{ (printf "%s-%s" $labels.name "x") | toUpper }}',
    "parse a duration": '{{ parseDuration "1h30m" }}',
    "Chinese": "{{ $labels.instance }} 的 {{ $value | humanize }}",
}


def test_expansions_are_those_of_prometheus(tmp_path: Path) -> None:
    """Every template of the table gives, to the letter, what promtool makes of it."""
    names = {f"a{number}": name for number, name in enumerate(SAME_AS_PROMETHEUS)}
    annotations = {key: SAME_AS_PROMETHEUS[name] for key, name in names.items()}
    rule = {"alert": "A", "expr": "m", "annotations": annotations}
    (tmp_path / "r.yml").write_text(yaml.safe_dump({"groups": [{"name": "g", "rules": [rule]}]}))
    expected = {
        key: text
        for key, template in annotations.items()
        if (text := expand(template, FACTS)) != ""
    }
    labels = ", ".join(f'{name}="{value}"' for name, value in LABELS.items())
    test = {
        "rule_files": ["r.yml"],
        "tests": [
            {
                "input_series": [{"series": f"m{{{labels}}}", "values": "1234.5678"}],
                "alert_rule_test": [
                    {
                        "eval_time": "0m",
                        "alertname": "A",
                        "exp_alerts": [{"exp_labels": LABELS, "exp_annotations": expected}],
                    }
                ],
            }
        ],
    }
    (tmp_path / "t.yml").write_text(yaml.safe_dump(test))
    done = subprocess.run(
        [program("promtool"), "test", "rules", "t.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ query "up" | first | value }}', "5"),
        ('{{ range query "up" }}{{ .Labels.i }}={{ .Value }} {{ end }}', "a=5 b=7 "),
        ('{{ range $n, $s := query "up" }}{{ $n }}{{ label "i" $s }}{{ end }}', "0a1b"),
        ('{{ with query "up" }}{{ (first .).Value | humanize }}{{ end }}', "5"),
        ('{{ range query "up" | sortByLabel "i" }}{{ .Labels.i }}{{ end }}', "ab"),
        ("{{ externalURL }} {{ pathPrefix }}", "https://watch.example/p /p"),
        ('{{ (args "a" 1).arg0 }}', "a"),
    ],
    ids=["first value", "range", "range with index", "with", "sorted", "where we are", "args"],
)
def test_what_asks_the_surroundings(template: str, expected: str) -> None:
    """Queries and addresses come from the facts of the expansion."""
    assert expand(template, FACTS) == expected


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ $labels.x", "unexpected"),
        ("{{ nosuch }}", "function 'nosuch' not defined"),
        ("{{ if true }}", "has no 'end'"),
        ("{{ end }}", "too many"),
        ("{{ $x }}", "undefined variable"),
        ('{{ template "x" }}', "not supported"),
        ("{{ }}", "missing"),
        ("{{ humanize }}", "wrong number of args"),
        ('{{ humanize "abc" }}', "is no number"),
        ("{{ .Nope }}", "can't evaluate field Nope"),
        ('{{ match "(" "a" }}', "is no regular expression"),
        ('{{ first (query "x" | sortByLabel 1) }}', "expected string"),
        ("{{ range 1000000 }}x{{ end }}", "steps"),
        ('{{ printf "%999999d" 1 }}', "larger than"),
        ('{{ $x := "aaaaaaaaaaaaaaaa" }}{{ range 2000 }}{{ $x }}{{ end }}', "longer than"),
    ],
)
def test_an_error_becomes_the_text(template: str, said: str) -> None:
    """A template that fails says so in its place, as in Prometheus; nothing is raised."""
    shown = expand(template, FACTS)
    assert shown.startswith("<error expanding template: ")
    assert said in shown


def test_a_query_that_is_not_possible_says_so() -> None:
    """Without an evaluator behind it a template cannot query."""
    assert "not possible" in expand('{{ query "up" }}', TemplateFacts({}, 1.0))


_PIECES = st.sampled_from(
    ["{{", "}}", "{{-", "-}}", "if ", "range ", "with ", "else ", "end", "$labels", ".x", "|",
     "printf ", '"%s"', "$value", "(", ")", ":=", "$x", " ", "query ", "`a`", "1.5", "%!", "\n",
     "/*", "*/", "'a'", "first", "and", "humanize", "\\", '"', "中"]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=4), max_size=25).map("".join))
def test_no_template_crashes(template: str) -> None:
    """Whatever the text, expanding gives a bounded text and parsing raises nothing but its error."""
    assert len(expand(template, FACTS)) <= MAX_OUTPUT_CHARACTERS
    with suppress(TemplateError):
        parse_template(template)


@given(st.floats(), st.sampled_from(["humanize", "humanize1024", "humanizeDuration",
                                     "humanizePercentage", "humanizeTimestamp"]))  # fmt: skip
def test_every_number_can_be_shown(value: float, function: str) -> None:
    """No float, however large, small or strange, breaks a humanize function."""
    assert expand(f"{{{{ {function} $value }}}}", TemplateFacts({}, value))


def test_a_replacement_of_many_matches_is_bounded() -> None:
    """4,096 matches that each become 4,096 characters are refused before they are made."""
    long = "a" * 4_096
    bombs = (
        f'{{{{ reReplaceAll "a" "{long}" "{long}" }}}}',
        f'{{{{ reReplaceAll ".*" "{"$0" * 2_000}" "{long}" }}}}',
    )
    for bomb in bombs:
        tracemalloc.start()
        try:
            assert "longer than 16384" in expand(bomb, FACTS)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 4_000_000


def test_a_variable_that_doubles_in_a_loop_is_bounded() -> None:
    """What a function makes has the bound of the whole text, also where it is not shown."""
    doubling = '{{ $x := "0123456789abcdef" }}{{ range 40 }}{{ $x = printf "%s%s" $x $x }}{{ end }}'
    assert "longer than 16384" in expand(doubling, FACTS)
