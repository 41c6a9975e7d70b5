"""Tests of the editions, which are built with Python 3.11."""

import sys
import unittest

if sys.version_info < (3, 11):
    raise unittest.SkipTest("Editions are built with Python 3.11.")
