"""Programs that turn speech into text, each run in a process of its own over the same sound and the same models."""
