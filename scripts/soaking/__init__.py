"""An office at work, harm done to it on purpose, and what has to be true of it afterwards."""
