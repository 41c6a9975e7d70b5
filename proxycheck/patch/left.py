"""What cannot be healed in a configuration's text, each kind with its reason."""

from ..judge.actions import Do
from ..words import Layer

SETTING = "It is a setting outside of nginx: %s."
NO_LINES = "The check cannot know which line of the file it is."
CERTIFICATE = "The right certificate is a file that must be issued first; its path cannot be known."
NOT_NGINX = "It is not in nginx."
OTHER_PRODUCT = "What answers there is no nginx."
ALREADY = (
    "The file says so already: nginx has not loaded it, or something else answers."
)
NOT_FOUND = "The file does not have %s."
#: Directives whose right value nobody can tell from a check.
UNKNOWABLE = ("ssl_certificate", "ssl_certificate_key")


def reason_of(row):
    """Return why a finding of a report cannot be healed in nginx's text; "" if it can."""
    if "native" in row:
        return OTHER_PRODUCT
    settings = [one["new"] for one in row["actions"] if one["do"] == Do.SET]
    if settings and len(settings) == len(row["actions"]):
        return SETTING % ", ".join(settings)
    if row["directive"] in UNKNOWABLE:
        return CERTIFICATE
    if not row["actions"]:
        ours = row["layer"] in (Layer.NGINX.value, Layer.TLS.value)
        return NO_LINES if ours else NOT_NGINX
    return ""
