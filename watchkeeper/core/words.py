"""Closed sets of words: the kinds, states and reasons that rooms speak of."""

from __future__ import annotations

from enum import Enum


class Word(Enum):
    """An ``Enum`` whose members are found in dictionaries and sets as fast as any object.

    ``Enum`` hashes a member's name by a function of Python's at each look; a member is one object for the life of
    the process, so its identity will do.
    """

    __hash__ = object.__hash__
