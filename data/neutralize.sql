-- A copy of the database must not probe the live site.
UPDATE proxy_health_target SET active = false;
UPDATE proxy_health_check SET state = 'cancelled' WHERE state IN ('queued', 'running');
