"""The part of Go's text/template that alert rules use, with Prometheus's functions.

``expand`` never raises: an error becomes part of the text, as Prometheus does it.
"""

from rules.templates.errors import TemplateError
from rules.templates.parser import parse_template
from rules.templates.render import TemplateFacts, expand
from rules.templates.texts import expanded
from rules.templates.values import TemplateSample

__all__ = [
    "TemplateError",
    "TemplateFacts",
    "TemplateSample",
    "expand",
    "expanded",
    "parse_template",
]
