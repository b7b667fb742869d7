"""Print a form as HTML: a document of its own for mail and files, or the body for a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboards.reports.check_form import Filing, Result, Signer
from watchkeeper import __version__
from watchkeeper.access.languages import Catalogues, Language
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.core.messages import Text

_TEMPLATES = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def form_css() -> str:
    return (_TEMPLATES / "check_form.css").read_text()


def form_document(
    filing: Filing, catalogues: Catalogues, language: Language, *, ticket_url: str = ""
) -> str:
    """Return a whole HTML document that needs nothing else; *ticket_url* ends before the number."""
    return _render("check_form_document.html", filing, catalogues, language, ticket_url=ticket_url)


def form_body(
    filing: Filing,
    catalogues: Catalogues,
    language: Language,
    *,
    is_editable: bool,
    ticket_url: str,
) -> Markup:
    """Return the form for a page; with *is_editable* its rows have inputs (see ``row_numbers``)."""
    return Markup(  # noqa: S704 rendered with autoescape
        _render(
            "check_form_body.html",
            filing,
            catalogues,
            language,
            ticket_url=ticket_url,
            is_editable=is_editable,
            numbers=row_numbers(filing),
        )
    )


def row_numbers(filing: Filing) -> dict[str, int]:
    """Return the number under which each row's inputs are named."""
    return {row.key: number for number, row in enumerate(filing.form.rows(), start=1)}


def _render(
    template: str, filing: Filing, catalogues: Catalogues, language: Language, **facts: object
) -> str:
    translate = catalogues.translate(language)
    zone = filing.form.zone

    def time(instant: Instant) -> str:
        return f"{datetime_from_instant(instant, zone):%Y-%m-%d %H:%M}"

    def say(sentence: Text) -> str:
        return sentence.render(translate)

    return (
        _environment()
        .get_template(template)
        .render(
            filing=filing,
            t=translate,
            say=say,
            time=time,
            language_tag=language.tag,
            program_version=__version__,
            results=list(Result),
            signers=list(Signer),
            css=Markup(form_css()),  # noqa: S704 our own file
            **{"is_editable": False, **facts},
        )
    )
