from . import lifetimes, monitor, probe, report, share
