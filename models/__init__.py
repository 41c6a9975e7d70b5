from . import (
    check,
    check_page,
    check_report,
    check_run,
    finding,
    ir_websocket,
    mute,
    res_config_settings,
    target,
)
