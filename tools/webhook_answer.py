"""What came of a post to a webhook, as a sentence for who set it up."""

from ..proxycheck.wire.dial import Outcome
from .webhook import PATIENCE

DETAIL_LENGTH = 200


def sentence(env, facts):
    """Return one sentence about what `webhook.post` returned, in the reader's language."""
    status = facts.get("status")
    if status is None:
        return _failure(env, facts["outcome"], facts["detail"][:DETAIL_LENGTH], facts)
    if 300 <= status < 400:
        return env._("HTTP %(status)s: redirects are not followed.", status=status)
    return env._("HTTP %(status)s", status=status)


def _failure(env, outcome, detail, facts):
    """Return why there is no answer; only what cannot be named shows the bare detail."""
    if facts.get("untrusted"):
        return env._(
            "The receiver's certificate is not trusted by this server: %(reason)s.",
            reason=facts["untrusted"],
        )
    sentences = {
        Outcome.NO_NAME: env._("The receiver's name was not found."),
        Outcome.REFUSED: env._("The receiver refused the connection."),
        Outcome.UNROUTED: env._("There is no way to the receiver: %s.", detail),
        Outcome.TLS: env._("TLS with the receiver failed: %s.", detail),
        Outcome.TIMEOUT: env._(
            "The receiver did not answer within %(seconds)d seconds.", seconds=PATIENCE
        ),
        Outcome.CLOSED: env._("The receiver closed the connection without a response."),
        Outcome.GARBAGE: env._("What answered does not use HTTP."),
    }
    return sentences.get(outcome) or env._("The message was not sent: %s.", detail)
