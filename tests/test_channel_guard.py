from unittest.mock import patch

from odoo.tests import TransactionCase, freeze_time

from odoo.addons.bus.models import ir_websocket

from ..tools import ticket


class TestChannelGuard(TransactionCase):
    def _subscribed(self, *channels):
        """Return which of the channels the bus lets anybody subscribe to."""
        nobody = type(
            "Request", (), {"session": type("Session", (), {"uid": None})()}
        )()
        with patch.object(ir_websocket, "wsrequest", nobody):
            allowed = self.env["ir.websocket"]._build_bus_channel_list(list(channels))
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
