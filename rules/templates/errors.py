"""The one error of templates."""

from __future__ import annotations

from watchkeeper.core.errors import InvalidInput


class TemplateError(InvalidInput):
    """A template does not parse, or cannot be expanded with these facts."""
