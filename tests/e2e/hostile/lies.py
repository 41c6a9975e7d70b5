"""Peers that know the proof and lie about everything else."""

import json

from .peer import PROOF, echo, peer, whole

DEEP = 50_000


def answer(body):
    """An answer marked as the addon's own."""
    return whole(body, "X-Proxy-Health: 1", "Content-Type: application/json")


@peer()
async def echo_nested_deeply(_ask, out):
    deep = b"[" * DEEP + b"]" * DEEP
    out.write(answer(b'{"proof": "%s", "headers": %s}' % (PROOF.encode(), deep)))


@peer()
async def echo_of_nested_facts(_ask, out):
    nested = "end"
    for _level in range(500):
        nested = {"deeper": [nested]}
    out.write(echo(path=nested, served=nested, headers=[[nested, nested]]))


@peer()
async def echo_of_wrong_types(_ask, out):
    wrong = [None, [], {}, True, -1, 1e308, "\0\ud800", [[[]]]]
    out.write(
        echo(
            headers=[*wrong, [1, 2], [None, {}], ["Host", ["x"]], [[], []]],
            evented="yes",
            websocket_route=7,
            pid=[],
            path=5,
            http_version={},
            host=[1],
            scheme=0,
            remote_addr=True,
            url_root=wrong,
            served=wrong,
            body_bytes="many",
            proxied=[],
        )
    )


@peer()
async def echo_of_a_million_headers(_ask, out):
    out.write(echo(headers=[["X-More", "and more"]] * 1_000_000))


@peer()
async def echo_of_four_hundred_large_headers(_ask, out):
    out.write(echo(headers=[[f"X-{n}" * 10, "x" * 250] for n in range(400)]))


@peer()
async def echo_with_a_body_of_text_without_end(_ask, out):
    out.write(echo(path="x" * 100_000, served="y" * 20_000))


@peer()
async def echo_of_numbers_that_json_has_not(_ask, out):
    facts = {"proof": PROOF, "pid": float("nan"), "time": float("inf")}
    facts.update(body_bytes=10**4000, served=float("-inf"), headers=[])
    out.write(answer(json.dumps(facts).encode()))


@peer()
async def echo_that_is_a_list(_ask, out):
    out.write(answer(b"[1, 2, 3]"))


@peer()
async def echo_of_letters_that_no_database_keeps(_ask, out):
    text = "\0 and \ud800 and \x1b[2J"
    out.write(echo(path=text, host=text, headers=[[text, text], ["Host", text]]))


@peer()
async def proof_in_everything_and_nothing_else(_ask, out):
    out.write(answer(json.dumps({"proof": PROOF}).encode()))
