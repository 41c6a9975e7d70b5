"""The wire: sockets that cannot outstay their deadline nor outgrow their allowance.

``clock`` bounds one conversation in time and bytes, ``dial`` opens it (names,
TCP, TLS), ``http`` and ``websocket`` speak over it. A peer's misbehaviour comes
back as an ``Outcome``; nothing here raises for it.
"""
