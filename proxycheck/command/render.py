"""``python -m proxycheck render``: the whole file that is right for one Odoo."""

import json
from pathlib import Path

from ..observation import cut
from ..render import annotated, as_file
from ..render.choices import nginx_version, of_report, series_era
from ..render.products import files
from .options import Parser, WrongUsage, program

DESCRIPTION = (
    "Print the file that is right for an Odoo, of nginx or of another reverse proxy, each"
    " line with its reason. With a report, it fits the Odoo and the proxy that were checked,"
    " and each line says whether it is in order now."
)
#: A report holds some 200 kB; what is far larger is another file.
MAX_REPORT = 8 * 1024 * 1024
CANNOT_READ = "%s cannot be read: %s."


def run(arguments):
    """Print the file; return 0."""
    options = parser().parse_args(arguments)
    report = read_report(options.report) if options.report else {}
    choices = of_report(report, **_chosen(options))
    lines, beside = annotated(choices, report)
    shown = {"comments": not options.no_comments, "proxy": choices.proxy}
    print(as_file(lines, beside, **shown), end="")
    return 0


# Long, for each option is a line or two.
def parser():
    """Return the parser of this command's options."""
    parse = Parser(
        prog=f"{program()} render", description=DESCRIPTION, allow_abbrev=False
    )
    parse.add_argument(
        "--report", metavar="FILE", help="what a check printed with --json"
    )
    parse.add_argument(
        "--proxy",
        choices=sorted(files()),
        help="whose file (what was recognised, or nginx)",
    )
    parse.add_argument(
        "--name", action="append", metavar="NAME", help="public name (several times)"
    )
    parse.add_argument("--plain", action="store_true", help="http only, without TLS")
    parse.add_argument("--listen", type=int, metavar="PORT", help="public port")
    parse.add_argument(
        "--redirect-from",
        type=int,
        metavar="PORT",
        help="port of plain http that leads to https (80; 0: none)",
    )
    parse.add_argument("--ipv6", action="store_true", default=None, help="IPv6 as well")
    parse.add_argument("--certificate", metavar="FILE", help="with its chain")
    parse.add_argument("--certificate-key", metavar="FILE", help="its key")
    parse.add_argument(
        "--odoo-host", metavar="HOST", help="where nginx reaches Odoo (127.0.0.1)"
    )
    parse.add_argument("--http-port", type=int, metavar="PORT", help="Odoo's (8069)")
    parse.add_argument("--gevent-port", type=int, metavar="PORT", help="Odoo's (8072)")
    parse.add_argument(
        "--workers", type=int, metavar="N", help="0: one process for all"
    )
    parse.add_argument("--series", type=int, metavar="N", help="of Odoo, 14 to 19")
    parse.add_argument(
        "--upload", type=int, metavar="MIB", help="largest upload that Odoo accepts"
    )
    parse.add_argument(
        "--keepalive", type=int, metavar="N", help="connections kept to each process"
    )
    parse.add_argument(
        "--hsts", action="store_true", default=None, help="browsers use https only"
    )
    parse.add_argument("--nginx", metavar="VERSION", help="such as 1.22.1")
    parse.add_argument("--no-comments", action="store_true", help="the lines alone")
    return parse


def _chosen(options):
    """What was chosen, by the names of `Choices`; None where nothing was."""
    names = "proxy listen redirect_from ipv6 certificate certificate_key odoo_host http_port"
    names += " gevent_port workers keepalive hsts"
    chosen = {name: getattr(options, name) for name in names.split()}
    return {
        **chosen,
        "names": tuple(options.name) if options.name else None,
        "tls": False if options.plain else None,
        "upload_mib": options.upload,
        "era": series_era(options.series) if options.series else None,
        "nginx": _version(options.nginx),
    }


def _version(text):
    if not text:
        return None
    version = nginx_version(f"nginx/{text}")
    if not version:
        raise WrongUsage(f"{text!r} is no version of nginx, such as 1.22.1.")
    return version


def read_report(name):
    """Return the report in a file; raise `WrongUsage` with a sentence."""
    try:
        with Path(name).open(encoding="utf-8") as file:
            text = file.read(MAX_REPORT)
        report = json.loads(text)
    except OSError as error:
        raise WrongUsage(CANNOT_READ % (name, error.strerror)) from error
    except ValueError as error:
        raise WrongUsage(CANNOT_READ % (name, "it is no JSON")) from error
    schema = report.get("schema") if isinstance(report, dict) else None
    if not str(schema).startswith("proxy_health.report/1"):
        raise WrongUsage(f"{name} is no report of one check ({cut(str(schema), 40)}).")
    return report
