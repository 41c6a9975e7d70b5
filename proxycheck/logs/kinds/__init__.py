"""One file a kind of message, in the folder of the log that it stands in."""
