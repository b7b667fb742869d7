"""TLS: whether the certificate is trusted, for this name, until when, and not revoked.

Of a service that speaks TLS from the first byte, or one that turns to it by STARTTLS.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from yarl import URL

from collector.probes.addresses import Resolved, resolve
from collector.probes.certificates import Chain, chain_of, is_for, samples_of_chain, why_untrusted
from collector.probes.dialogue import dialogue
from collector.probes.http_client import HttpRequest, Stopwatch
from collector.probes.ocsp import (
    MAX_ANSWER_BYTES,
    REQUEST_TYPE,
    OcspAnswer,
    answer_from,
    request_for,
    samples_of_answer,
    why_revoked,
)
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.second_look import look_at_chain
from collector.probes.starttls import PORTS, StartTls, ask_for_tls
from collector.probes.tls_contexts import SYSTEM, Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text
from watchkeeper.inventory.model import ProbeSpec, Target

STAPLED = "stapled"
PHASES = ("resolve", "connect", "starttls", "handshake")


@dataclass(frozen=True, slots=True)
class TlsSettings:
    """``ocsp`` is the address of the responder: never the one that a certificate names.

    Or ``stapled``: what the server itself brings with its handshake.
    """

    port: int = 0
    host: str = ""
    server_name: str = ""
    starttls: StartTls = StartTls.NONE
    ca_file: Path | None = None
    ocsp: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if self.ocsp not in {"", STAPLED} and (
            URL(self.ocsp).scheme not in {"http", "https"} or not URL(self.ocsp).host
        ):
            raise InvalidInput("{url!r} is no http or https address", url=self.ocsp[:100])


def tls_probe(target: Target, spec: ProbeSpec, tools: Tools) -> TlsProbe:
    settings = bind(spec.settings, TlsSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to connect to", at=spec.at or None, name=target.name
        )
    return TlsProbe(host, settings, tools)


class TlsProbe:
    def __init__(self, host: str, settings: TlsSettings, tools: Tools) -> None:
        self._host = host
        self._name = settings.server_name or host
        self._port = settings.port or PORTS[settings.starttls]
        self._settings = settings
        self._tools = tools

    async def measure(self) -> Outcome:
        stopwatch = Stopwatch(self._tools.clock, seconds=dict.fromkeys(PHASES, 0.0))
        stopwatch.start()
        address = await resolve(self._host)
        stopwatch.mark("resolve")
        try:
            chain = await self._shake_hands(address, stopwatch)
        except ssl.SSLCertVerificationError as error:
            return await self._untrusted(address, error, stopwatch)
        except OSError as error:
            raise ProbeFailed(
                "no TLS with {host} port {port}: {reason}",
                host=self._host,
                port=self._port,
                reason=(error.strerror or str(error))[:200],
            ) from error
        samples = self._samples(address, chain, stopwatch, is_trusted=True)
        try:
            answer = await self._ask_authority(chain, address)
        except ProbeFailed as error:
            return Outcome(samples, Text(error.sentence, error.facts))
        if answer is None:
            return Outcome(samples)
        return Outcome({**samples, **samples_of_answer(answer)}, why_revoked(answer))

    async def close(self) -> None:
        """Nothing is held."""

    async def _shake_hands(self, address: Resolved, stopwatch: Stopwatch) -> Chain | None:
        context = await self._tools.tls_context(Trust(ca_file=self._settings.ca_file))
        async with dialogue(address.ip, self._port) as talk:
            stopwatch.mark("connect")
            await ask_for_tls(talk, self._settings.starttls, self._name)
            stopwatch.mark("starttls")
            await talk.start_tls(context, self._name)
            stopwatch.mark("handshake")
            return chain_of(talk.tls)

    async def _untrusted(
        self, address: Resolved, error: ssl.SSLCertVerificationError, stopwatch: Stopwatch
    ) -> Outcome:
        chain = await look_at_chain(address.ip, self._port, self._name, self._settings.starttls)
        why: Text = why_untrusted(chain, self._tools.clock.now(), error.verify_message)
        return Outcome(self._samples(address, chain, stopwatch, is_trusted=False), why)

    def _samples(
        self, address: Resolved, chain: Chain | None, stopwatch: Stopwatch, *, is_trusted: bool
    ) -> Samples:
        samples = {
            **samples_of_chain(chain, is_trusted=is_trusted),
            series("probe_ip_protocol"): float(address.version),
        }
        for phase, seconds in stopwatch.seconds.items():
            samples[series("probe_tls_duration_seconds", phase=phase)] = seconds
        if chain is not None:
            matches = is_for(chain.leaf, self._name)
            samples[series("probe_tls_name_match")] = float(matches)
        return samples

    async def _ask_authority(self, chain: Chain | None, address: Resolved) -> OcspAnswer | None:
        """Ask the responder that the settings name, or the server; None where they name none."""
        if not self._settings.ocsp or chain is None:
            return None
        if chain.issuer_der is None:
            raise ProbeFailed(
                "OCSP needs the issuer's certificate, and the server shows only its own"
            )
        leaf, issuer = chain.shown_der[0], chain.issuer_der
        if self._settings.ocsp == STAPLED:
            body = await self._stapled(address)
        else:
            body = await self._asked(leaf, issuer)
        return answer_from(body, leaf, issuer, self._tools.clock.now())

    async def _stapled(self, address: Resolved) -> bytes:
        from collector.probes.stapled import stapled_answer  # 7 MB that few need

        protocol = self._settings.starttls
        try:
            body = await stapled_answer(address.ip, self._port, self._name, protocol)
        except OSError as error:
            raise ProbeFailed("the second look for a stapled OCSP answer broke off") from error
        if not body:
            raise ProbeFailed("the server staples no OCSP answer")
        return body

    async def _asked(self, leaf: bytes, issuer: bytes) -> bytes:
        request = HttpRequest(
            url=URL(self._settings.ocsp),
            method="POST",
            headers={"Content-Type": REQUEST_TYPE},
            body=request_for(leaf, issuer),
            context=await self._tools.tls_context(SYSTEM),
            server_name=None,
            max_body_bytes=MAX_ANSWER_BYTES,
        )
        try:
            reply = await self._tools.http.fetch(request, Stopwatch(self._tools.clock))
        except aiohttp.ClientError as error:
            raise ProbeFailed(
                "the OCSP responder does not answer: {reason}", reason=str(error)[:200]
            ) from error
        return reply.body
