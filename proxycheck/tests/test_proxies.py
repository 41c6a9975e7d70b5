"""Which proxy is said to stand there, and in whose words a finding speaks."""

import unittest

from ..errors import BadAddress
from ..judge.facts import Facts
from ..judge.finding import Finding
from ..proxies import products
from ..proxies.recognise import outermost_of, recognise
from ..report.text import place_of
from ..target import Target
from ..words import Layer, Severity, Verdict

NGINX = {"server": "nginx/1.22.1"}


def echo(**more):
    return Facts({"outcome": "answered", "headers": NGINX, "received": {}, **more})


def finding(kind, directive="proxy_set_header Upgrade", **values):
    """A finding about the upgrade, where that proxy stands."""
    return Finding(
        code="websocket_upgrade_and_connection_missing",
        verdict=Verdict.FAILED,
        severity=Severity.CRITICAL,
        layer=Layer.NGINX,
        directive=directive,
        location="/websocket",
        values={"proxy_kind": kind, "upgrade": "x", "connection": "x", **values},
    )


class Proxies(unittest.TestCase):
    def test_what_the_administrator_says_wins(self):
        told = recognise(echo(told_proxy="traefik"), Facts())
        self.assertEqual(told["kind"], "traefik")
        self.assertEqual(told["told_by"], "what its administrator says")
        self.assertEqual(recognise(echo(told_proxy="?"), Facts())["kind"], "nginx")

    def test_a_proxy_that_nobody_knows_is_refused_with_those_that_are(self):
        Target("https://erp.example.com", proxy="haproxy")
        with self.assertRaisesRegex(BadAddress, "'squid'.*traefik"):
            Target("https://erp.example.com", proxy="squid")

    def test_of_two_proxies_the_first_refuses_and_the_second_signs(self):
        refused = Facts({"outcome": "answered", "spoken_by": "haproxy"})
        self.assertEqual(recognise(echo(), refused)["layers"], ["haproxy", "nginx"])
        self.assertEqual(outermost_of(echo(), refused), "haproxy")
        self.assertEqual(outermost_of(echo(), Facts({"spoken_by": "nginx"})), "")

    def test_the_headers_of_traefik_alone_are_no_traefik_in_front_of_nginx(self):
        """An nginx may set them as well; then it refuses a malformed request itself."""
        adds = dict.fromkeys(products()["traefik"].adds, "x")
        own = Facts({"outcome": "answered", "spoken_by": "nginx"})
        other = Facts({"outcome": "answered", "spoken_by": "other"})
        self.assertEqual(recognise(echo(received=adds), own)["layers"], ["nginx"])
        layers = recognise(echo(received=adds), other)["layers"]
        self.assertEqual(layers, ["traefik", "nginx"])

    def test_a_products_own_name_stands_first_and_words_of_nginx_are_marked(self):
        said = finding("apache").render()["explanation"]
        self.assertRegex(
            said, r"^In Apache this is upgrade=websocket .*words of nginx:"
        )

    def test_the_words_of_nginx_are_those_of_what_is_made_of_it(self):
        said = finding("nginx-proxy-manager").render()["explanation"]
        self.assertRegex(said, r"^In Nginx Proxy Manager this is Websockets Support")
        self.assertNotIn("words of nginx", said)

    def test_what_nobody_could_try_says_so(self):
        said = finding("cloudflare").render()["explanation"]
        self.assertIn("not proven on a real one", said)
        self.assertNotIn("not proven", finding("apache").render()["explanation"])

    def test_of_several_layers_it_is_told_which_one_or_how_to_find_out(self):
        several = {"proxy_layers": "HAProxy, nginx", "scheme": "http", "host": "x"}
        said = finding("nginx", **several, port=80).render()["explanation"]
        self.assertIn("http://x:80 --connect-to ADDRESS:PORT", said)
        said = finding("nginx", **several, proxy_wrote="nginx").render()["explanation"]
        self.assertIn("It is nginx that wrote the answer", said)

    def test_the_place_is_named_in_the_products_words_first(self):
        row = {
            "directive": "deny",
            "location": "/",
            "native": finding("apache").native(),
        }
        self.assertEqual(
            place_of(row),
            "upgrade=websocket in <VirtualHost> (nginx: deny in location /)",
        )
        self.assertEqual(place_of({**row, "native": None}), "deny in location /")
