"""What stands in front of Odoo, told by headers that others send as well."""

import threading

import pytest
from table import check

from lab import world

HEALTHY = world.find("healthy").whole


@pytest.mark.parametrize(
    ("served_by", "layers"),
    [("$host", ["nginx"]), ("cache-fra19120-FRA", ["fastly", "nginx"])],
)
def test_x_served_by_is_fastlys_only_with_the_name_of_a_cache(lab, served_by, layers):
    """Nginx Proxy Manager puts the site's own name there."""
    text = HEALTHY.replace(
        "@CERT@", f"@CERT@\n    add_header X-Served-By {served_by} always;"
    )
    with lab.proxy(text) as proxy:
        report, _seconds = check(lab, lab.server, proxy, threading.Event())
    assert report["proxy"]["layers"] == layers
