from . import (
    test_access,
    test_browser_observations,
    test_channel_guard,
    test_installation,
    test_js,
    test_probe_routes,
    test_queue,
    test_remote_calls,
    test_run_check,
    test_settings,
    test_targets,
    test_ticket,
)
