"""What cannot be healed in a configuration's text, each kind with its reason."""

from ..judge.actions import Do
from ..judge.message import Message
from ..translatable import _lt
from ..words import Layer

SETTING = _lt("It is a setting outside of nginx: %(settings)s.")
NO_LINES = _lt("The check cannot know which line of the file it is.")
CERTIFICATE = _lt(
    "The right certificate is a file that must be issued first; its path cannot be known."
)
NOT_NGINX = _lt("It is not in nginx.")
OTHER_PRODUCT = _lt("What answers there is no nginx.")
ALREADY = _lt(
    "The file says so already: nginx has not loaded it, or something else answers."
)
NOT_FOUND = _lt("The file does not have %(what)s.")
#: Directives whose right value nobody can tell from a check.
UNKNOWABLE = ("ssl_certificate", "ssl_certificate_key")


def reason_of(row):
    """Return why a finding cannot be healed in nginx's text, a `Message`; None if it can."""
    if "native" in row:
        return Message(OTHER_PRODUCT, {})
    settings = [one["new"] for one in row["actions"] if one["do"] == Do.SET]
    if settings and len(settings) == len(row["actions"]):
        return Message(SETTING, {"settings": ", ".join(settings)})
    if row["directive"] in UNKNOWABLE:
        return Message(CERTIFICATE, {})
    if not row["actions"]:
        ours = row["layer"] in (Layer.NGINX.value, Layer.TLS.value)
        return Message(NO_LINES if ours else NOT_NGINX, {})
    return None
