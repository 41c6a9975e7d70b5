"""What tests need that the engine only needs for some commands."""

import importlib.util
import unittest

#: For tests of what reads nginx's configurations: it needs the extra ``lint``.
reads_configurations = unittest.skipUnless(
    importlib.util.find_spec("crossplane"), "nginx-crossplane is not installed"
)
