"""Findings are listed by their index of check, place and id; Odoo keeps the older one."""


def migrate(cr, version):
    """Drop the index of the check alone, which each stored finding would go on paying for."""
    cr.execute("DROP INDEX IF EXISTS proxy_health_finding__check_id_index")
