"""What people read about editions: each one's README.md, and docs/editions.md of the repository."""

import json

from editions import differences
from editions.differences import HERE, SERIES

# What `make test-edition` wrote of each series: ``{feature: what its tests said}``.
TRIED = HERE.parent / "tests" / "editions"

README = """# Proxy Health for Odoo {series}

Finds what nginx or another reverse proxy does wrong to websocket, bus and real-time
messages, and names the line to change. The source is written for Odoo 19; this edition
was built from it for Odoo {series}.

```
unzip proxy_health-{version}.zip -d <your addons path>
pip install -r <your addons path>/proxy_health/requirements.txt
odoo-bin -d <database> -i proxy_health
```

Then open *Settings → Proxy Health* and press **Run proxy check**.

## What is called otherwise than on Odoo 19

{called}

## What Odoo {series} lacks, and what takes its place

{lacks}
"""

DOCUMENT = """# Editions

The addon is written for Odoo 19. `make edition SERIES=17.0` builds it for an older series
into `dist/17.0`: the folder `proxy_health`, and a zip that unpacks into an addons path.
`make editions` builds all. It takes Python 3.11 and no Odoo.

What a series lacks stands in `editions/<series>/differences.toml`, beside what takes its
place and the file of that Odoo that says so. The tables below are made from these lists.
A list says what its series lacks beside the next newer one, so 16.0 is built by the lists
of 18.0, 17.0 and 16.0. In this order of preference:

1. the source is written so that every series takes it;
2. `compat.py` chooses by what Odoo has, never by its number;
3. the build changes it: `editions/rewrite.py` lists what it can do. What newer Odoos
   bring as methods is called as functions of `editions/backports.py`;
4. a file of the edition's own, below `editions/<series>/files`, says why there is one.

`proxycheck/` is the same bytes in every edition. A build fails when a difference changes
nothing any more.

## What was tried on a real Odoo of each series

`make test-edition` wrote these numbers of tests, on a checkout of that series. On 19.0
the same tests, and many others, run with every change.

{tried}

{parts}

## Add a difference

Add a `[[difference]]` to the list of the newest series that lacks it: `what` is lacking,
what is used `instead`, `said_by` which file, and the operations. `make test-editions` builds
every edition and looks for names that the series does not have. With a checkout,
`python3 -m editions.record 17.0 <checkout>` records these names anew
(`editions/<series>/names.json`), and `make test-edition SERIES=17.0` tries the edition on
that Odoo.
"""

# What people type or open: by series, the newest that calls it so first.
CALLED = {
    "18.0": [
        ("`/json/2/…`", "XML-RPC and JSON-RPC: `execute_kw`"),
    ],
    "17.0": [
        ("`/odoo/proxy-health`", "`/web#action=proxy_health.proxy_health_action_page`"),
        ("*My Preferences → Security*", "*My Profile → Account Security*"),
    ],
    "16.0": [],
}


def readme(series, version):
    """Return the README.md of an edition."""
    known = SERIES[: SERIES.index(series) + 1]
    called = [row for one in known for row in CALLED[one]]
    lacks = [(one.what, one.instead) for one in differences.of(series)]
    return README.format(
        series=series,
        version=version,
        called=_table(("Odoo 19", f"Odoo {series}"), called),
        lacks=_table(("What", "Instead"), lacks),
    )


def document():
    """Return docs/editions.md: every list as a table."""
    parts = []
    newer = "19.0"
    for series in SERIES:
        rows = [
            (one.what, one.instead, f"`{one.said_by.partition(':')[0]}`")
            for one in differences.of(series)
            if one.series == series
        ]
        table = _table(("What", "Instead", "Said by"), rows)
        parts.append(f"## What {series} lacks beside {newer}\n\n{table}")
        newer = series
    return DOCUMENT.format(tried=_tried(), parts="\n\n".join(parts))


def _tried():
    """Return the table of features and series, made by the tests that ran."""
    said = {one: json.loads(_text(TRIED / f"{one}.json")) for one in SERIES}
    features = dict.fromkeys(name for rows in said.values() for name in rows)
    rows = [
        (name, *(said[one].get(name, "not tried") for one in SERIES))
        for name in features
    ]
    return _table(("What", *SERIES), rows)


def _text(path):
    return path.read_text(encoding="utf-8") if path.exists() else "{}"


def _table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
