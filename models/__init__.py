from . import alert, check, finding, lifetime, mute, target

# These add to the models above.
from . import ir_websocket, res_config_settings
from . import api_key, monitor, names, share, webhook_message, webhook

# Watching.
from . import alert_text, ir_http, res_config_settings_watch
from . import target_alerts, target_apart, target_chart, target_drift, target_schedule

# Which of the scheduled checks are full ones, by what drift and alerts tell.
from . import target_full

# Who may enter which address.
from . import target_foreign
