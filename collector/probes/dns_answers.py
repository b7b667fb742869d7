"""What a DNS answer holds, and why it is not what was expected; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
from dns.rdtypes.ANY.SOA import SOA

from collector.probes.outcome import Samples, series
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text

MAX_SHOWN = 10


@dataclass(frozen=True, slots=True)
class DnsExpectation:
    """``answers`` are all there may be, ``includes`` some that must be among them.

    ``rcode`` is NOERROR, NXDOMAIN and the like.
    """

    answers: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    rcode: str = "NOERROR"
    authoritative: bool = False

    def __post_init__(self) -> None:
        try:
            dns.rcode.from_text(self.rcode)
        except dns.rcode.UnknownRcode as error:
            raise InvalidInput(
                "{rcode!r} is no code of DNS; write for example NXDOMAIN", rcode=self.rcode[:40]
            ) from error


def record_type(name: str) -> dns.rdatatype.RdataType:
    """Raises InvalidInput for a type that DNS does not have."""
    try:
        return dns.rdatatype.from_text(name)
    except (dns.rdatatype.UnknownRdatatype, ValueError) as error:
        raise InvalidInput(
            "{type!r} is no type of record; write for example A, MX or SOA", type=name[:40]
        ) from error


def answers_of(response: dns.message.Message, wanted: dns.rdatatype.RdataType) -> tuple[str, ...]:
    """Return the records of that type, as they stand in zone files."""
    return tuple(
        record.to_text() for found in response.answer if found.rdtype == wanted for record in found
    )


def plain(answer: str) -> str:
    """Return an answer as people write it: small letters, no dot at the end, no quotes.

    The root stays a dot: ``0 .`` of a domain that takes no mail.
    """
    words = (word.rstrip(".") or "." for word in answer.lower().split())
    return " ".join(words).replace('" "', "").strip('"')


def why_unexpected(
    response: dns.message.Message, answers: Iterable[str], expect: DnsExpectation
) -> Text | None:
    found_code = dns.rcode.to_text(response.rcode())
    if found_code != expect.rcode.upper():
        return text(
            "the name server answers {found}, expected {wanted}",
            found=found_code,
            wanted=expect.rcode.upper(),
        )
    if expect.authoritative and not response.flags & dns.flags.AA:
        return text("the answer is not authoritative")
    found = {plain(answer) for answer in answers}
    wanted = {plain(answer) for answer in (*expect.answers, *expect.includes)}
    if wanted - found or (expect.answers and found - wanted):
        return text(
            "the answer is {found}, expected {wanted}", found=_said(found), wanted=_said(wanted)
        )
    return None


def _said(answers: Iterable[str]) -> str:
    shown = sorted(answer[:100] for answer in answers)
    return ", ".join(shown[:MAX_SHOWN]) or "-"


def serial_of(response: dns.message.Message) -> int | None:
    """Return the serial of the zone; None where the answer holds no SOA."""
    for section in (response.answer, response.authority):
        for found in section:
            for record in found:
                if isinstance(record, SOA):
                    return int(record.serial)
    return None


def samples_of_response(response: dns.message.Message) -> Samples:
    """Return the counts under blackbox_exporter's names."""

    def count(section: list[dns.rrset.RRset]) -> float:
        return float(sum(len(found) for found in section))

    return {
        series("probe_dns_answer_rrs"): count(response.answer),
        series("probe_dns_authority_rrs"): count(response.authority),
        series("probe_dns_additional_rrs"): count(response.additional),
        series("probe_dns_query_succeeded"): 1.0,
        series("probe_dns_rcode"): float(response.rcode()),
    }


def samples_of_serials(serials: Mapping[str, int]) -> Samples:
    samples = {
        series("probe_dns_serial", name_server=server): float(serial)
        for server, serial in serials.items()
    }
    samples[series("probe_dns_serials_agree")] = float(len(set(serials.values())) == 1)
    return samples


def why_disagreeing(serials: Mapping[str, int]) -> Text | None:
    if len(set(serials.values())) <= 1:
        return None
    said = ", ".join(f"{server} {serial}" for server, serial in serials.items())
    return text("the name servers have different serials: {serials}", serials=said)
