from . import check, check_run, finding, ir_websocket, res_config_settings, target
