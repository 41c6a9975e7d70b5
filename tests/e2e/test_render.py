"""The right file, every variant of it, in real nginx before real Odoo."""

import subprocess

import pytest
from test_actions import FRAME

from lab import products, rendered, rendered_products
from lab.nginx import binary
from proxycheck.render import State, annotated
from proxycheck.render.choices import of_report

#: Advice that a variant chose to leave: what it is about, by the choice.
LEFT = {"hsts_missing": lambda chosen: chosen.tls and not chosen.hsts}

#: And what a product cannot do: its file says so.
CANNOT = {"haproxy": {"gzip_missing"}}


def test_the_right_file_is_healthy_and_leaves_only_what_it_chose(table, right_file):
    row = table.row(right_file)
    chosen = rendered.choices(right_file.world.name.partition(".")[2])
    left = {code for code, is_left in LEFT.items() if is_left(chosen)}
    assert row.report["verdict"] == "healthy", row.report["findings"]
    assert row.codes == left
    lines, beside = annotated(chosen, row.report)
    # Each line that a rule speaks of is in order, as far as it could be measured.
    assert not [one for one in lines if one.state in (State.WRONG, State.MISSING)]
    assert sum(one.state is State.IN_ORDER for one in lines) >= 10
    assert {one["code"] for one in beside} == left


def test_the_right_file_of_another_product_is_healthy_and_leaves_nothing(
    table, right_other
):
    """It is loaded as printed; where a product writes nginx's blocks, they are made of it."""
    kind = right_other.nginx
    if not products.can_run(kind):
        pytest.skip(f"There is no {kind} here.")
    report = table.row(right_other).report
    assert report["verdict"] == "healthy", report["findings"]
    assert table.row(right_other).codes == CANNOT.get(kind, set())
    told = of_report(report)
    assert (told.proxy, told.upload_mib) == (kind, 128)
    lines, beside = annotated(rendered_products.choices(kind), report)
    harmed = [one for one in lines if one.state in (State.WRONG, State.MISSING)]
    assert {one.code for one in harmed} == CANNOT.get(kind, set())
    assert sum(one.state is State.IN_ORDER for one in lines) >= 3
    assert not beside


def test_the_report_tells_what_the_file_is_to_be_for(table, right_file):
    chosen = rendered.choices(right_file.world.name.partition(".")[2])
    told = of_report(table.row(right_file).report)
    assert told.tls is chosen.tls
    assert told.one_process is chosen.one_process
    assert told.is_nginx_from(1, 25, 1) is chosen.is_nginx_from(1, 25, 1)
    assert told.upload_mib == chosen.upload_mib


@pytest.mark.parametrize("kind", list(rendered.VERSIONS))
@pytest.mark.parametrize("name", list(rendered.VARIANTS))
def test_nginx_reads_the_right_file_without_a_warning(name, kind, tmp_path):
    text = rendered.in_syntax_of(name, kind)
    path = tmp_path / "nginx.conf"
    path.write_text(FRAME.format(folder=tmp_path, http=text, server=""))
    command = [binary(kind), "-t", "-p", tmp_path, "-c", path, "-e", "stderr"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}\n{text}"
    assert "[warn]" not in done.stderr
