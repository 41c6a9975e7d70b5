-- A copy of the database must not probe the live site.
UPDATE proxy_health_target SET active = false;
UPDATE proxy_health_check SET state = 'cancelled' WHERE state IN ('queued', 'running');
UPDATE proxy_health_target SET webhook_url = NULL, webhook_secret = NULL;
DELETE FROM proxy_health_webhook WHERE state = 'pending';
-- Nor may who reads the live site read the copy.
UPDATE proxy_health_share SET revoked = true;
DELETE FROM res_users_apikeys WHERE scope = 'proxy_health';
