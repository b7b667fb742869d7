"""The CA that ``init`` makes, and the certificate it signs for this server."""

from __future__ import annotations

import datetime
import hashlib
import ipaddress
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from watchkeeper.core.instants import Instant, datetime_from_instant

_CA_LIFE = datetime.timedelta(days=3650)
_SERVER_LIFE = datetime.timedelta(days=825)
_CLOCK_SLACK = datetime.timedelta(hours=1)

_Key = ec.EllipticCurvePrivateKey


def make_certificates(folder: Path, names: Sequence[str], now: Instant) -> tuple[Path, Path, Path]:
    """Write ca.pem, server.pem and server.key to *folder*; return their paths in this order.

    *names* are the host names and addresses that the certificate is for.  A CA that is there
    already is kept, so that enrolled agents go on trusting it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    moment = datetime_from_instant(now)
    ca_path, ca_key_path = folder / "ca.pem", folder / "ca.key"
    if ca_path.exists() and ca_key_path.exists():
        authority = x509.load_pem_x509_certificate(ca_path.read_bytes())
        loaded = serialization.load_pem_private_key(ca_key_path.read_bytes(), password=None)
        assert isinstance(loaded, ec.EllipticCurvePrivateKey)
        authority_key = loaded
    else:
        authority_key = ec.generate_private_key(ec.SECP256R1())
        authority = _authority(authority_key, moment)
        _write_key(ca_key_path, authority_key)
        _write_certificate(ca_path, authority)
    server_key = ec.generate_private_key(ec.SECP256R1())
    certificate = _server(server_key, authority, authority_key, names, moment)
    certificate_path, key_path = folder / "server.pem", folder / "server.key"
    _write_key(key_path, server_key)
    _write_certificate(certificate_path, certificate)
    return ca_path, certificate_path, key_path


def certificate_sha256(path: Path) -> str:
    """Return the SHA-256 of the DER form, by which an agent pins the CA."""
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    return hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()


def _authority(key: _Key, moment: datetime.datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Watchkeeper local CA")])
    return (
        _builder(name, name, key, moment, _CA_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _server(
    key: _Key,
    authority: x509.Certificate,
    authority_key: _Key,
    names: Sequence[str],
    moment: datetime.datetime,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    return (
        _builder(subject, authority.subject, key, moment, _SERVER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([_general_name(n) for n in names]), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: _Key,
    moment: datetime.datetime,
    life: datetime.timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - _CLOCK_SLACK)
        .not_valid_after(moment + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return x509.DNSName(name)


def _write_key(path: Path, key: _Key) -> None:
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _write_certificate(path: Path, certificate: x509.Certificate) -> None:
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
