from . import alert, check, finding, lifetime, mute, target

# These add to the models above.
from . import check_page, check_report, check_run, ir_websocket, res_config_settings
from . import api_key, monitor, names, share, support, webhook_message, webhook

# Watching; check_schedule and target_alerts are about what check_run began.
from . import (
    alert_text,
    check_schedule,
    ir_http,
    passive,
    res_config_settings_watch,
    retention,
)
from . import target_alerts, target_apart, target_chart, target_drift, target_schedule

# Which of the scheduled checks are full ones, by what drift and alerts tell.
from . import target_full

# It compares the fingerprints that target_drift keeps.
from . import check_timeouts

# Who may enter which address.
from . import target_foreign

# Last: what was decided is told by all of the above.
from . import verdict
