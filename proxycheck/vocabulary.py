"""Facts that several probes return, each declared once."""

from .fact import by_header, flag, inside, number, part, text, word

OUTCOME = word("outcome", "how the conversation ended: “answered”, or why not")
DETAIL = text("detail", "the system's own word for that end")
STATUS = number("status", "the status of the response", "HTTP status")
MS = number("ms", "the time from the request to the end of the response")
SPOKEN_BY = word("spoken_by", "who wrote the response: Odoo, a product, somebody else")
PROVEN = flag("proven", "whether this very Odoo answered; null: nobody could prove it")
EVENTED = flag("evented", "whether Odoo's evented process answered")
HEADERS = by_header("headers", "the headers of the response that tell something")
BODY_BYTES = number("body_bytes", "the length of the body that arrived")
SNIPPET = inside(text("snippet", "the beginning of the body"))
VERSION = text("version", "the version of Odoo")
LOCATION = text("location", "where a redirect leads, or the block of a location")
PATH = text("path", "the path of the request")
WEB_BASE_URL = text("web_base_url", "the system parameter web.base.url")
SERVED = inside(text("served", "what marks each response of the echo"))

SWITCHED = flag("switched", "whether the response was 101")
ACCEPT_OK = flag("accept_ok", "whether the handshake was granted, with the right key")
CUT = flag("cut", "whether the body of Odoo's refusal is missing")
OPENED = number("opened", "how many of the tries reached what they are for")
CONNECTED = flag("connected", "whether the connection to the bus came about")
DELIVERED = flag("delivered", "whether a notification of ours arrived")
LATENCY_MS = number(
    "latency_ms", "the time from a notification's sending to its arrival"
)
WAITED_S = number("waited_s", "for how long notifications were waited for")
CLOSE_CODE = number("close_code", "the code with which the websocket was closed")
HELD = flag("held", "whether the connection was still open when the probe ended it")
HELD_S = number("held_s", "after which time the response came")
LIVED_S = number("lived_s", "for how long the websocket was open")
PROCESS = word("process", "which process answered; empty: that was not told")
LIMITED = flag("limited", "whether a limit refused requests")
SPREAD_MS = number("spread_ms", "the time between the first and the last piece")
SECURE_CONTEXT = flag("secure_context", "whether the browser takes the page for secure")

#: How a conversation ended that brought no response.
FAILURE = (OUTCOME, DETAIL, *inside(text("error", "what the probe itself failed with")))
#: One notification that was sent.
SENT = part("sends", "the response to each notification's request", OUTCOME, STATUS)
#: How a websocket ended.
ENDED = part("ended", "how the websocket ended", OUTCOME, DETAIL, MS, CLOSE_CODE)


def tries(*facts):
    """Declare what each of several tries told, in their order."""
    return part("tries", "each of the tries, in their order", *facts)
