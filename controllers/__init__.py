from . import help, lifetimes, monitor, probe, report, share
