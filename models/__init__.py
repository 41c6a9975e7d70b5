from . import check, finding, mute, target

# These add to the models above.
from . import check_page, check_report, check_run, ir_websocket, res_config_settings
from . import api_key, monitor, share, support, webhook
