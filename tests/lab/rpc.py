"""Talk to the lab's Odoo as an administrator's script would: with a key, over its API."""

import json
import urllib.error
import urllib.request

from lab.commands import LabError

# /json/2 is new in 19. Before, a key is the password of the external API.
LAST_WITHOUT_JSON2 = 18
ADMIN = 2
# What an administrator did wrong, as /json/2 answers it.
REFUSED = {"UserError", "ValidationError"}


class Odoo:
    """An Odoo that runs, as its clients see it."""

    def __init__(self, server, key):
        self.url = server.url
        self.gevent_url = server.gevent_url
        self.gevent_port = server.gevent
        self.db = server.db
        self.key = key
        self.series = server.installation.source.series

    def rpc(self, model, method, ids=None, timeout=150, **arguments):
        """What the model's public method returns, called as the user admin."""
        if self.series <= LAST_WITHOUT_JSON2:
            return self._execute(model, method, ids, timeout, arguments)
        body = dict(arguments) if ids is None else {"ids": ids, **arguments}
        headers = {
            "Authorization": f"Bearer {self.key}",
            "X-Odoo-Database": self.db,
        }
        try:
            return self._post(f"/json/2/{model}/{method}", body, timeout, headers)
        except urllib.error.HTTPError as refusal:
            text = refusal.read(4096).decode(errors="replace")
            raise LabError(f"{model}.{method}: {refusal.code} {text}") from None

    def _execute(self, model, method, ids, timeout, arguments):
        """The same over the external API of Odoo 8 to 18 (odoo/addons/base, execute_kw)."""
        # Odoo looks for what `create` makes, and for ids, at the first place.
        first = arguments.pop("vals_list", None) if method == "create" else ids
        places = [] if first is None else [first]
        call = [self.db, ADMIN, self.key, model, method, places, arguments]
        params = {"service": "object", "method": "execute_kw", "args": call}
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = self._post("/jsonrpc", body, timeout)
        if "error" in answer:
            data = answer["error"]["data"]
            status = 422 if data["name"].rpartition(".")[2] in REFUSED else 500
            raise LabError(f"{model}.{method}: {status} {data['debug'][-4096:]}")
        return answer["result"]

    def _post(self, path, body, timeout, headers=None):
        headers = {"Content-Type": "application/json", **(headers or {})}
        data = json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=timeout) as answer:
            return json.load(answer)
