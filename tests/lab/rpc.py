"""Talk to the lab's Odoo as an administrator's script would: over /json/2."""

import json
import urllib.error
import urllib.request

from lab.commands import LabError


class Odoo:
    """An Odoo that runs, as its clients see it."""

    def __init__(self, server, key):
        self.url = server.url
        self.gevent_url = server.gevent_url
        self.gevent_port = server.gevent
        self.db = server.db
        self.key = key

    def rpc(self, model, method, ids=None, timeout=150, **arguments):
        """What the model's public method returns, called as the user admin."""
        body = dict(arguments) if ids is None else {"ids": ids, **arguments}
        request = urllib.request.Request(
            f"{self.url}/json/2/{model}/{method}",
            data=json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.key}",
                "Content-Type": "application/json",
                "X-Odoo-Database": self.db,
            },
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=timeout) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            text = refusal.read(4096).decode(errors="replace")
            raise LabError(f"{model}.{method}: {refusal.code} {text}") from None
