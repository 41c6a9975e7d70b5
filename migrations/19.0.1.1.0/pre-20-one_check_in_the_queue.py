"""Make room for the index that keeps one check of a kind in the queue."""


def migrate(cr, version):
    """Cancel the queued checks that repeat an older one of their address and depth."""
    if not version:
        return
    cr.execute(
        """
        UPDATE proxy_health_check SET state = 'cancelled'
        WHERE state = 'queued' AND id NOT IN (
            SELECT min(id) FROM proxy_health_check
            WHERE state = 'queued' GROUP BY target_id, depth
        )
        """
    )
