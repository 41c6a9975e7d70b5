from . import monitor, probe, report, share
