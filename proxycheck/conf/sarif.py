"""A reading as SARIF 2.1.0, which code hosts show beside the lines of a change."""

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"critical": "error", "warning": "warning", "info": "note"}
NAME = "odoo-proxy-health"
HOME = "https://pypi.org/project/odoo-proxy-health/"


def as_sarif(result, version):
    """Return a reading (see `lint.lint`) as a SARIF log; what has no line has no place."""
    rows = result["findings"]
    kinds = {row["code"]: row for row in rows}
    codes = list(kinds)
    return {
        "$schema": SARIF,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": NAME,
                        "version": version,
                        "informationUri": HOME,
                        "rules": [_rule(kinds[code]) for code in codes],
                    }
                },
                "results": [_result(row, codes.index(row["code"])) for row in rows],
                "columnKind": "unicodeCodePoints",
            }
        ],
    }


def _rule(row):
    return {
        "id": row["code"],
        "shortDescription": {"text": row["title"]},
        "helpUri": row["doc"],
        "defaultConfiguration": {"level": LEVELS[row["severity"]]},
    }


def _result(row, index):
    text = f"{row['title']}. {row['explanation']}"
    fix = f"\n{row['fix']}" if row["fix"] else ""
    found = {
        "ruleId": row["code"],
        "ruleIndex": index,
        "level": LEVELS[row["severity"]],
        "message": {"text": text + fix},
    }
    if row["line"]:
        region = {"startLine": row["line"], "endLine": row["end_line"]}
        place = {"artifactLocation": {"uri": _uri(row["file"])}, "region": region}
        found["locations"] = [{"physicalLocation": place}]
    return found


def _uri(name):
    """A file's name as a URI: relative ones stay so, as a code host wants them."""
    from urllib.parse import quote

    name = name.replace("\\", "/")
    return f"file://{quote(name)}" if name.startswith("/") else quote(name)
