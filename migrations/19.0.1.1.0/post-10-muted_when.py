"""What was muted when, and alerts that are open and were closed before."""


def migrate(cr, version):
    """Write down for the checks of the past what their verdicts were decided by."""
    cr.execute(
        """
        UPDATE proxy_health_check AS done
           SET muted = (
               SELECT COALESCE(json_agg(code ORDER BY code), '[]')
                 FROM proxy_health_mute
                WHERE target_id = done.target_id
                  AND (until IS NULL OR until >= done.started_at::date))
         WHERE state = 'done' AND muted IS NULL
        """
    )
    cr.execute("UPDATE proxy_health_alert SET closed_at = NULL WHERE is_open")
