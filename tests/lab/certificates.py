"""A certificate authority of the lab's own, and what it issued, good and bad."""

import datetime
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from lab.folders import HOME

FOLDER = HOME / "tls"
# A program that trusts the lab: Target(ca_file=…), curl --cacert, …
CA_FILE = FOLDER / "ca.pem"
NAMES = ["localhost", "127.0.0.1"]
DAY = datetime.timedelta(days=1)

# Placeholder in a configuration -> what is special about the certificate.
VARIANTS = {
    "CERT": {},
    "CERT_EXPIRED": {"begins": -30, "ends": -2},
    "CERT_EXPIRES_SOON": {"begins": -80, "ends": 5},
    "CERT_EXPIRES_LATER": {"begins": -75, "ends": 15},
    "CERT_NOT_YET_VALID": {"begins": 2, "ends": 90},
    "CERT_OTHER_NAME": {"names": ["other.example.com"]},
    "CERT_SELF_SIGNED": {"self_signed": True},
    "CERT_NO_CHAIN": {"chain": False},
}


def directives(variant):
    """The nginx lines that use a certificate: `ssl_certificate …; …_key …;`."""
    pem, key = files(variant)
    return f"ssl_certificate {pem}; ssl_certificate_key {key};"


def files(variant):
    """The files of a certificate (with its chain) and of its key."""
    stem = FOLDER / variant.lower()
    return stem.with_suffix(".pem"), stem.with_suffix(".key")


def ensure():
    """Issue everything, once a day: the one that expires soon must keep doing so."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    today = FOLDER / "issued"
    now = datetime.datetime.now(datetime.timezone.utc)
    issued = all(path.exists() for variant in VARIANTS for path in files(variant))
    if issued and today.exists() and today.read_text() == f"{now:%Y-%m-%d}":
        return
    root = _issue("Lab root", None, ca=True)
    between = _issue("Lab intermediate", root, ca=True)
    CA_FILE.write_bytes(_pem(root[0]))
    for variant, special in VARIANTS.items():
        _write(variant, between, **special)
    today.write_text(f"{now:%Y-%m-%d}")


def _write(variant, issuer, self_signed=False, chain=True, **special):
    leaf = _issue("Lab proxy", None if self_signed else issuer, **special)
    chained = [] if self_signed or not chain else [issuer]
    stem = FOLDER / variant.lower()
    stem.with_suffix(".pem").write_bytes(
        b"".join(_pem(c) for c, _k in [leaf, *chained])
    )
    key = leaf[1].private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    stem.with_suffix(".key").write_bytes(key)


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


# Long, for a certificate's parts are named one by one.
def _issue(name, issuer, *, ca=False, names=NAMES, begins=-10, ends=80):
    """A certificate and its key; its own issuer when none is given."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer, signing_key = (issuer[0].subject, issuer[1]) if issuer else (subject, key)
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(signer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins * DAY)
        .not_valid_after(now + ends * DAY)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(
                signing_key.public_key()
            ),
            critical=False,
        )
    )
    if not ca:
        alternatives = x509.SubjectAlternativeName([_general(n) for n in names])
        builder = builder.add_extension(alternatives, critical=False)
    return builder.sign(signing_key, hashes.SHA256()), key


def _general(name):
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
