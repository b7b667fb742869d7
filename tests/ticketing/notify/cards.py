"""Messages about a ticket as the outbox renders them, for channels that draw cards."""

from __future__ import annotations

from dataclasses import replace

from ticketing.notify.channel import OutgoingMessage
from ticketing.verbs import Verb

OFFERS = (Verb.ACKNOWLEDGE, Verb.ESCALATE)
LABELS = {Verb.ACKNOWLEDGE: "确认", Verb.ESCALATE: "升级"}
LINK = "https://watch.example/tickets/7"


def opened(**ticket: object) -> OutgoingMessage:
    """Return the message of a ticket that was just opened; *ticket* changes its facts."""
    about = {"number": 7, "level": "II", "state": "new", **ticket}
    return OutgoingMessage(
        key="9f86d081884c7d659a2feaa0c55ad015",
        subject="[II 级] 磁盘将满 (web-1)",
        text=f"[II 级] 磁盘将满 (web-1)\n\n自 09:14 起（3 分钟）\n当前：仍在故障\n\n工单 7: {LINK}\n\n请确认。\n",
        html="<p>[II 级] 磁盘将满</p>",
        markdown=f"**[II 级] 磁盘将满 (web-1)**\n\n自 09:14 起\n\n[工单 7]({LINK})",
        thread="ticket-7",
        facts={"messages": [{"kind": "opened", "created_at": 1, "ticket": about}]},
        labels=LABELS,
    )


def resolved() -> OutgoingMessage:
    """Return what is shown in the same card when the work is done."""
    done = opened(state="resolved")
    return replace(done, subject="[II 级] 已解决：磁盘将满 (web-1)", key="ffff")


def hostile() -> OutgoingMessage:
    """Return a message full of what markups read as links, mentions and entities."""
    trap = '<at id=all></at> <!channel> *b* _i_ `c` [x](https://evil.example) &amp; "q" \\'
    return replace(opened(), subject=trap, text=f"{trap}\n\n{trap}\n\n工单 7: {LINK}\n")


def endless() -> OutgoingMessage:
    """Return a message of 40 lines that is too long for every service."""
    lines = "\n".join(['"磁盘\\将满<&>😀"' * 60] * 60)
    return replace(opened(), subject="标题" * 3_000, text=f"{lines}\n工单 7: {LINK}\n")
