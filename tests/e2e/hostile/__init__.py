"""Peers that do what no honest server does, each a small function; `python -m hostile`.

A peer gets the head of a request and the stream to answer on; when it returns, the
connection is closed. Whoever starts the process reads one line of JSON: name → port.
"""
