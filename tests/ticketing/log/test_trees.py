"""A tree of hashes: each leaf has a way to the root, and to no other."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from ticketing.log.trees import EMPTY_ROOT, Tree, root_by

DIGESTS = st.lists(st.binary(max_size=3), min_size=1, max_size=40).map(
    lambda words: [hashlib.sha256(word).hexdigest() for word in words]
)


@given(DIGESTS, st.data())
def test_every_leaf_leads_to_the_root(digests: list[str], data: st.DataObject) -> None:
    """The path has at most as many steps as the tree has rows."""
    index = data.draw(st.integers(0, len(digests) - 1))
    path = Tree(digests).path(index)
    assert root_by(digests[index], path) == Tree(digests).root
    assert len(path) <= (len(digests) - 1).bit_length()


@given(DIGESTS, st.data())
def test_another_leaf_leads_elsewhere(digests: list[str], data: st.DataObject) -> None:
    """A leaf that is not the one of the path does not reach the root."""
    index = data.draw(st.integers(0, len(digests) - 1))
    other = hashlib.sha256(b"not among them").hexdigest()
    assert root_by(other, Tree(digests).path(index)) != Tree(digests).root


@given(DIGESTS)
def test_one_leaf_more_is_another_root(digests: list[str]) -> None:
    """Even a repeated last leaf changes the root."""
    assert Tree([*digests, digests[-1]]).root != Tree(digests).root
    assert Tree(digests).root != EMPTY_ROOT == Tree([]).root
