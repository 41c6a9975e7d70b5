"""Which headers the next in line receives."""

from .regexes import Unclear

#: What nginx itself sends, unless a line says otherwise (ngx_http_proxy_headers).
OWN_HEADERS = {"host": "$proxy_host", "connection": "close"}
#: Headers that are nginx's own business, or the connection's, and are never passed as they
#: came (the same list).
NOT_PASSED = ("host", "connection", "keep-alive", "upgrade", "te", "expect")
#: What a file that was not given may set, as ``proxy_params`` of Debian does.
FORWARDED_NAMES = (
    "x-forwarded-host",
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-real-ip",
    "upgrade",
    "origin",
)


def received(serving, block, variables, target):
    """Return the headers by lower-case names; a value of None is unclear.

    ``proxy_set_header`` of the block comes first, then nginx's own, then the client's; one
    that is empty is not sent.
    """
    passed, _sure = serving.effective(block, "proxy_pass_request_headers")
    dropped = bool(passed) and passed[-1].args == ("off",)
    headers = {} if dropped else dict(variables.request.headers)
    headers = {n: v for n, v in headers.items() if n not in NOT_PASSED}
    variables.assigned["proxy_host"] = target.name
    variables.assigned["proxy_port"] = str(next(iter(target.servers), ("", 80))[1])
    lines, sure = serving.effective(block, "proxy_set_header")
    headers.update(OWN_HEADERS, host=target.name)
    if not sure:
        names = ("host", "connection", *FORWARDED_NAMES)
        headers.update(dict.fromkeys(names))
    for line in lines:
        try:
            headers[line.args[0].lower()] = variables.fill(line.args[1])
        except Unclear:
            headers[line.args[0].lower()] = None
    return {name: value for name, value in headers.items() if value != ""}
