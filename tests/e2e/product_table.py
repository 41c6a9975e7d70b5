"""Products × causes × (recognised, named, healed), as a session of tests saw them."""

from lab.world import of_products

WORDS = {True: "yes", False: "NO", None: "-"}
COLUMNS = ("product", "cause", "recognised", "named", "healed")


def lines(table):
    """The table for a person: a line a cause; nothing where no product was tried.

    Who was not recognised is told as what it was taken for.
    """
    cases = {(kind, world) for kind, world in of_products()}
    rows = [row for row in table.rows() if (row.case.nginx, row.case.world) in cases]
    cells = [_cells(table, row) for row in sorted(rows, key=lambda row: str(row.case))]
    if not cells:
        return
    cells = [COLUMNS, *cells]
    widths = [max(len(line[n]) for line in cells) for n in range(len(COLUMNS))]
    for line in cells:
        yield "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip()


def _cells(table, row):
    kind, proxy = row.case.nginx, row.report["proxy"]
    recognised = kind in (proxy["kind"], *proxy["layers"]) or proxy["kind"]
    named = None if row.case.world.healthy else not (row.missed or row.wrong)
    seen = (recognised, named, table.healed.get(row.case))
    return (kind, row.case.world.name, *(WORDS.get(one, one) for one in seen))
