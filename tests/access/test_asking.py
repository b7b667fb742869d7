"""The token that a program sends."""

from __future__ import annotations

import base64

import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.access.asking import token_of


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("header", "token"),
    [
        pytest.param("Bearer wk_1", "wk_1", id="a bearer"),
        pytest.param("bearer  wk_1 ", "wk_1", id="a bearer in other letters"),
        pytest.param(basic("anybody:wk_1"), "wk_1", id="the password of Basic"),
        pytest.param(basic("anybody:wk:1"), "wk:1", id="a colon in the password"),
        pytest.param("Basic ???", "", id="no base64"),
        pytest.param(basic("no colon"), "", id="no password"),
        pytest.param("Digest x", None, id="another scheme"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_token_of_a_header(header: str, token: str | None) -> None:
    """A bearer or a password; what cannot be read is a token that does not count."""
    assert token_of(make_mocked_request("GET", "/", headers={"Authorization": header})) == token


@given(
    st.sampled_from(("Basic ", "Bearer ", "")),
    st.text(st.characters(min_codepoint=32, max_codepoint=255)),
)
def test_no_header_is_too_odd(scheme: str, rest: str) -> None:
    """Whatever stands in the header, the answer is a text or None."""
    request = make_mocked_request("GET", "/", headers={"Authorization": scheme + rest})
    assert isinstance(token_of(request), str | None)
