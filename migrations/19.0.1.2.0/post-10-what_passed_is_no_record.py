"""What passed is a list of codes at its check, no longer a record each."""

# As many as tools/thinning.py keeps whole; the scheduled action thins the others soon.
KEEP_WHOLE = 24


def migrate(cr, version):
    """Write the codes down at the newest checks of each address; delete the records."""
    cr.execute(
        """
        UPDATE proxy_health_check AS done
           SET passed = told.codes
          FROM (
                SELECT check_id, jsonb_agg(code ORDER BY code) AS codes
                  FROM proxy_health_finding
                 WHERE verdict = 'passed'
                   AND check_id IN (
                        SELECT id FROM (
                            SELECT id, row_number() OVER (
                                       PARTITION BY target_id ORDER BY id DESC) AS place
                              FROM proxy_health_check WHERE state = 'done'
                        ) AS newest WHERE place <= %s
                       UNION SELECT check_id FROM proxy_health_share)
                 GROUP BY check_id
               ) AS told
         WHERE done.id = told.check_id
        """,
        [KEEP_WHOLE],
    )
    cr.execute("DELETE FROM proxy_health_finding WHERE verdict = 'passed'")
