"""Attacks by text: whatever a peer says and people are called, what leaves is a report."""

import json
import time

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.proxy_health.proxycheck.fact import HEADERS
from odoo.addons.proxy_health.proxycheck.tests.test_redact import Gaps

from .common import People
from .test_share import WORDS, evil_check

# Odoo's limit of CPU seconds for a request is 60; these texts took 66.
PATIENCE = 5.0


@tagged("post_install", "-at_install")
class TestAttackTexts(People, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.check = evil_check(cls.env(user=cls.manager)).sudo()
        shares = cls.env["proxy.health.share"].with_user(cls.manager)
        cls.key = shares._make(cls.check, 1).partition("#")[2]

    def _leaves(self):
        """Return all that leaves of the check, by how: pages, files, the webhook."""
        bearer = {"Authorization": f"Bearer {self.key}"}
        self.authenticate("proxy_manager", "proxy_manager")
        path = f"/proxy_health/check/{self.check.id}/bundle"
        answers = {
            "page": self.url_open("/proxy_health/shared/page", headers=bearer),
            "json": self.url_open("/proxy_health/shared/report.json", headers=bearer),
            "bundle.md": self.url_open(f"{path}.md"),
            "bundle.json": self.url_open(f"{path}.json"),
        }
        for how, answer in answers.items():
            self.assertEqual(answer.status_code, 200, how)
        self.check.target_id.sudo().webhook_url = "https://chat.example.com/hook"
        posted = self.check.target_id._post_webhook("opened", self.check).payload
        texts = {how: answer.text for how, answer in answers.items()}
        return {**texts, "webhook": json.dumps(posted)}

    def _reports(self):
        leaves = self._leaves()
        posted = json.loads(leaves["webhook"])["data"]["report"]
        return [json.loads(leaves["json"]), json.loads(leaves["bundle.json"]), posted]

    def _observe(self, facts, evidence=()):
        rows = [{**self.check.observations[0], "facts": facts}]
        said = {"probe": "echo", "vantage": "server"}
        self.check.observations = rows
        self.check.finding_ids.evidence = [{**said, "fact": one} for one in evidence]

    def test_names_and_headers_that_are_words_of_a_report_change_no_word_of_ours(self):
        for number, word in enumerate(WORDS):
            new_test_user(self.env, word, name=word.title() if number % 2 else word)
        headers = {"x-served-by": "findings", "x-cache": "verdict", "server": "echo"}
        self._observe({"outcome": "answered", "headers": headers}, WORDS)
        own = self.check.report
        for report in self._reports():
            self.assertEqual(set(report), set(own))
            for name in ("schema", "verdict", "depth", "started_at", "odoo", "passed"):
                self.assertEqual(report[name], own[name])
            (found,), (whole,) = report["findings"], own["findings"]
            for name in ("code", "severity", "layer", "directive", "location", "doc"):
                self.assertEqual(found[name], whole[name])
            self.assertEqual(report["observations"][0]["probe"], "echo")

    def test_texts_made_to_take_long_take_no_time(self):
        names = sorted(HEADERS)[:17]
        for piece in ("token-", "a", "a@", "1.", "a.internal.", "://a:b@"):
            text = (piece * 1024)[:1024]
            facts = {"headers": {name: text for name in names}, "detail": text}
            self._observe(facts, [text[:500]] * 20)
            start = time.process_time()
            self.check.support_text()
            with self.subTest(piece):
                self.assertLess(time.process_time() - start, PATIENCE)

    def test_no_secret_of_any_spelling_leaves(self):
        database = self.env.cr.dbname
        login = "joel.willis63@example.com"
        new_test_user(self.env, login, name="Joel Willis")
        said = [*Gaps.SECRETS, f"of {database}.", "by joel.willis63:", "(Joel Willis)"]
        secrets = {*Gaps.SECRETS.values(), database, "joel.willis63", "Joel Willis"}
        for place in ("evidence", "header", "detail"):
            one_header = {"headers": {"via": " | ".join(said)}}
            facts = {"header": one_header, "detail": {"detail": "\n".join(said)}}
            self._observe(facts.get(place, {}), said if place == "evidence" else ())
            for how, text in self._leaves().items():
                with self.subTest(place, how=how):
                    self.assertEqual(
                        [one for one in telling(secrets) if one in text], []
                    )


def telling(secrets):
    """Those that stand in no report by chance."""
    return [one for one in secrets if len(one) > 5]
