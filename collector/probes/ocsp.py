"""OCSP: has the authority revoked a certificate; what to ask, and whether to believe the answer."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from collector.probes.outcome import ProbeFailed, Samples, series
from watchkeeper.core.instants import Instant, instant_from_datetime
from watchkeeper.core.messages import Text, text

MAX_ANSWER_BYTES = 65_536
REQUEST_TYPE = "application/ocsp-request"
_STATUSES = {
    ocsp.OCSPCertStatus.GOOD: "good",
    ocsp.OCSPCertStatus.REVOKED: "revoked",
    ocsp.OCSPCertStatus.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class OcspAnswer:
    """``status`` is good, revoked or unknown."""

    status: str
    next_update: Instant | None


def request_for(leaf_der: bytes, issuer_der: bytes) -> bytes:
    """Return the question whether *leaf_der* was revoked.  Raises ValueError for no certificates."""
    leaf = x509.load_der_x509_certificate(leaf_der)
    issuer = x509.load_der_x509_certificate(issuer_der)
    # RFC 5019: responders need only know SHA-1 of names and keys; it protects nothing here.
    builder = ocsp.OCSPRequestBuilder().add_certificate(leaf, issuer, SHA1())  # noqa: S303
    return builder.build().public_bytes(Encoding.DER)


def answer_from(body: bytes, leaf_der: bytes, issuer_der: bytes, now: Instant) -> OcspAnswer:
    """Read a response and check who signed it, for what and when.  Raises ProbeFailed."""
    try:
        response = ocsp.load_der_ocsp_response(body[:MAX_ANSWER_BYTES])
        if response.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
            raise ProbeFailed(
                "the OCSP responder says {status}", status=response.response_status.name.lower()
            )
        leaf = x509.load_der_x509_certificate(leaf_der)
        issuer = x509.load_der_x509_certificate(issuer_der)
        _check_signature(response, issuer)
        if response.serial_number != leaf.serial_number:
            raise ProbeFailed("the OCSP responder answers about another certificate")
        return _answer(response, now)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm) as error:
        raise ProbeFailed(
            "the OCSP answer cannot be believed: {reason}", reason=str(error) or "its signature"
        ) from error


def _answer(response: ocsp.OCSPResponse, now: Instant) -> OcspAnswer:
    next_update = response.next_update_utc
    until = instant_from_datetime(next_update) if next_update is not None else None
    if until is not None and until < now:
        raise ProbeFailed("the OCSP answer is out of date")
    return OcspAnswer(_STATUSES[response.certificate_status], until)


def _check_signature(response: ocsp.OCSPResponse, issuer: x509.Certificate) -> None:
    """Accept the issuer's own signature, or that of a responder it named (RFC 6960, 4.2.2.2)."""
    signer = issuer
    for candidate in response.certificates[:5]:
        if candidate != issuer and _may_answer(candidate):
            candidate.verify_directly_issued_by(issuer)
            signer = candidate
            break
    _verify(signer, response)


def _may_answer(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return ExtendedKeyUsageOID.OCSP_SIGNING in usage


def _verify(signer: x509.Certificate, response: ocsp.OCSPResponse) -> None:
    key, algorithm = signer.public_key(), response.signature_hash_algorithm
    signed = response.signature, response.tbs_response_bytes
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(*signed, padding.PKCS1v15(), _named(algorithm))
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(*signed, ec.ECDSA(_named(algorithm)))
    else:
        raise TypeError("a kind of key that is not known here")


def _named(algorithm: HashAlgorithm | None) -> HashAlgorithm:
    if algorithm is None:
        raise ValueError("it does not name its hash")
    return algorithm


def samples_of_answer(answer: OcspAnswer) -> Samples:
    samples = {
        series("probe_tls_ocsp_info", status=answer.status): 1.0,
        series("probe_tls_ocsp_revoked"): float(answer.status == "revoked"),
    }
    if answer.next_update is not None:
        samples[series("probe_tls_ocsp_next_update_timestamp_seconds")] = answer.next_update / 1000
    return samples


def why_revoked(answer: OcspAnswer) -> Text | None:
    if answer.status == "revoked":
        return text("its authority has revoked the certificate")
    return None
