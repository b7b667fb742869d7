"""What an NTP server's answer means to a probe: pure; the packets are watchkeeper.host.ntp's."""

from __future__ import annotations

from collector.probes.outcome import ProbeFailed, Samples, series
from watchkeeper.host import ntp
from watchkeeper.host.ntp import NtpReply


def reply_from(packet: bytes, cookie: bytes, now: float) -> NtpReply | None:
    """Read a packet; None for anything that does not answer *cookie*.

    Raises ProbeFailed where the server says that it does not serve us, or has no time itself.
    """
    reply = ntp.reply_from(packet, cookie, now)
    if reply is None:
        return None
    if reply.is_refusal:
        raise ProbeFailed("the time server refuses to serve: {code!r}", code=reply.code)
    if not reply.is_synchronised:
        raise ProbeFailed("the time server has no time itself: it is not synchronised")
    return reply


def samples_of_reply(reply: NtpReply, offset: float, delay: float) -> Samples:
    return {
        series("probe_ntp_offset_seconds"): offset,
        series("probe_ntp_delay_seconds"): delay,
        series("probe_ntp_stratum"): float(reply.stratum),
        series("probe_ntp_leap"): float(reply.leap),
        series("probe_ntp_root_delay_seconds"): reply.root_delay_seconds,
        series("probe_ntp_root_dispersion_seconds"): reply.root_dispersion_seconds,
        series("probe_ntp_reference_timestamp_seconds"): reply.reference,
    }
