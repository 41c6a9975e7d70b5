# One model a file; their order does not matter.
from . import (
    alert,
    check,
    finding,
    ir_http,
    ir_websocket,
    lifetime,
    mute,
    res_config_settings,
    res_users,
    res_users_apikeys,
    share,
    target,
    webhook,
)
