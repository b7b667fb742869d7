"""Dates at which passwords and certificates end, and updates that wait."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput
from watchkeeper.host.expiry import certificate_ends, password_expiries
from watchkeeper.host.updates import Origin, pending_updates

KEY = ec.generate_private_key(ec.SECP256R1())
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "web.example")])


def certificate(end: datetime) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(NAME)
        .issuer_name(NAME)
        .public_key(KEY.public_key())
        .serial_number(7)
        .not_valid_before(end - timedelta(days=1))
        .not_valid_after(end)
        .sign(KEY, hashes.SHA256())
    )


MOMENTS = st.integers(-599_529_600, 7_258_032_000).map(lambda at: datetime.fromtimestamp(at, UTC))
"""From 1951 to the end of 2199."""


@given(MOMENTS)
def test_the_end_of_a_certificate_is_read(end: datetime) -> None:
    """Before 2050 with two digits of the year, later with four; PEM and DER alike."""
    made = certificate(end)
    for encoding in (Encoding.DER, Encoding.PEM):
        assert certificate_ends(made.public_bytes(encoding)) == [int(end.timestamp())]


def test_all_certificates_of_a_file_are_read() -> None:
    """A chain lies in one file, often with the key."""
    ends = [datetime(2027, 3, 1, tzinfo=UTC), datetime(2030, 1, 1, 12, 30, 5, tzinfo=UTC)]
    pem = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    pem += b"".join(certificate(end).public_bytes(Encoding.PEM) for end in ends)
    assert certificate_ends(pem) == [int(end.timestamp()) for end in ends]


DER = certificate(datetime(2027, 3, 1, tzinfo=UTC)).public_bytes(Encoding.DER)


@given(st.binary(max_size=80) | st.integers(0, len(DER)).map(lambda n: DER[:n]))
def test_any_content_is_a_certificate_or_refused(content: bytes) -> None:
    try:
        certificate_ends(content)
    except InvalidInput:
        return


@given(st.integers(0, len(DER) - 1), st.integers(0, 255))
def test_a_certificate_with_a_wrong_byte_is_read_or_refused(at: int, byte: int) -> None:
    try:
        certificate_ends(DER[:at] + bytes([byte]) + DER[at + 1 :])
    except InvalidInput:
        return


def test_passwords_that_expire() -> None:
    """Locked users and those without a limit are left out; 0 must change at the next log-in."""
    text = (
        "root:$y$j9T$x:19700:0:99999:7:::\n"
        "alice:$y$j9T$x:20000:0:90:7:::\n"
        "bob:$6$x:0:0:99999:7:::\n"
        "carol:!:20000:0:90:7:::\n"
        "daemon:*:19000:0:99999:7:::\n"
        "nobody::19000:0:10:7:::\n"
    )
    assert password_expiries(text) == {"alice": 20_090 * 86_400, "bob": 0}


@given(st.text(alphabet="a:1$!*\n", max_size=60))
def test_any_shadow_is_read_or_refused(text: str) -> None:
    try:
        password_expiries(text)
    except InvalidInput:
        return


def test_updates_are_counted_by_origin() -> None:
    text = (
        "NOTE: This is only a simulation!\n"
        "Inst base-files [12.4] (12.4+deb12u15 Debian:12.15/oldstable [amd64])\n"
        "Conf base-files (12.4+deb12u15 Debian:12.15/oldstable [amd64])\n"
        "Inst libx [1] (2 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64]) []\n"
        "Inst new-kernel (6.1 Debian:12.15/oldstable [amd64])\n"
    )
    assert pending_updates(text) == {
        Origin("Debian:12.15/oldstable", "amd64"): 2,
        Origin("Debian:12.15/oldstable, Debian-Security:12/oldstable-security", "amd64"): 1,
    }


@given(st.text(alphabet="Inst [](),a\n", max_size=80))
def test_any_output_of_apt_is_read(text: str) -> None:
    pending_updates(text)
