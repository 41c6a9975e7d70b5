"""One file a probe; the file's name is the probe's name in every report."""
