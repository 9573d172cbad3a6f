"""Whether this machine and this configuration are in order, and what to do where they are not."""
