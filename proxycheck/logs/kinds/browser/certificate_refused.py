"""The browser does not trust the certificate."""

from ...kind import Severity, _lt, kind

KIND = kind(
    __name__,
    says="net::ERR_CERT_…",
    title=_lt("The browser does not trust the certificate."),
    means=_lt(
        "The value says why: DATE_INVALID, it has expired; COMMON_NAME_INVALID, it "
        "is made out for another name; AUTHORITY_INVALID, its signer is unknown or "
        "the chain is incomplete."
    ),
    severity=Severity.CRITICAL,
    source="net/base/net_error_list.h (Chromium)",
    directive="ssl_certificate",
    begins=r"net::(ERR_CERT_\w+)",
    rules=(
        "certificate_expired",
        "certificate_for_another_name",
        "certificate_chain_incomplete",
        "certificate_self_signed",
    ),
    sample="GET https://erp.example.com/web/webclient/version_info net::ERR_CERT_DATE_INVALID",
)
