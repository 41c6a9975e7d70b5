"""Help by symptom leads to rules that exist."""

import unittest

from ..registry import rules
from ..symptoms import SYMPTOMS


class TestSymptoms(unittest.TestCase):
    def test_each_symptom_leads_to_rules_that_exist(self):
        for symptom, codes in SYMPTOMS:
            self.assertTrue(codes, symptom)
            self.assertLessEqual(set(codes), set(rules()), symptom)
