from types import SimpleNamespace

from odoo.tests import TransactionCase, freeze_time

from odoo.addons.bus import websocket

from ..tools import ticket


class TestChannelGuard(TransactionCase):
    def _subscribed(self, *channels):
        """Return which of the channels the bus lets anybody subscribe to."""
        session = SimpleNamespace(uid=None)
        # Up to 18 Odoo looks for a guest's cookie wherever the list is made.
        nobody = SimpleNamespace(session=session, cookies={}, env=self.env)
        nobody.httprequest = nobody
        websocket._wsrequest_stack.push(nobody)
        try:
            allowed = self.env["ir.websocket"]._build_bus_channel_list(list(channels))
        finally:
            websocket._wsrequest_stack.pop()
        return [c for c in allowed if any(c is asked for asked in channels)]

    def test_the_channel_of_a_good_token_is_let_through(self):
        channel = ticket.issue(self.env)["channel"]
        self.assertEqual(self._subscribed(channel), [channel])

    def test_our_channels_are_dropped_without_a_good_token(self):
        with freeze_time("2026-01-31 12:00:00"):
            expired = ticket.issue(self.env)["channel"]
        channel = ticket.issue(self.env)["channel"]
        refused = [
            "proxy_health/",
            "proxy_health/x",
            channel[:-1],
            channel + "A" * 9,
            expired,
        ]
        self.assertEqual(self._subscribed(*refused), [])

    def test_channels_of_others_are_left_alone(self):
        others = ["some_channel", "proxy_healthy", "", self.env.user.partner_id]
        self.assertEqual(self._subscribed(*others), others)
