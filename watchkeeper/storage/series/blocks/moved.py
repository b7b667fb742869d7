"""Series that moved from a feed of a short interval to one of a longer, after a restart.

What the short one wrote may be in blocks alone, later than what the long one has there: its head is not complete.
"""

from __future__ import annotations

import sqlite3

from watchkeeper.storage.series.blocks.catalogue import Catalogue
from watchkeeper.storage.series.blocks.file import BlockFile
from watchkeeper.storage.series.head import Head


def leave_moved_to_blocks(head: Head, file: BlockFile, catalogue: Catalogue) -> None:
    """Have windows look into blocks as far as series of the head were stored by other classes.

    Where a damaged file does not tell, windows look into blocks for every span that is over.
    """
    try:
        with file.reading() as reading:
            newer = {
                interval: reading.last_after(grid.complete_from)
                for interval, grid in head.grids.items()
            }
    except sqlite3.DatabaseError:
        head.let_blocks_tell()
        return
    for interval, lasts in newer.items():
        labels = head.index.labels_in(head.grids[interval]) if lasts else ()
        feeds = {carried.feed for one in labels for carried in catalogue.carried(one)}
        if moved := feeds & lasts.keys():
            head.begin_at({interval: max(lasts[feed] for feed in moved) + 1})
