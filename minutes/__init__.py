"""From the recording of a meeting to minutes a clerk only has to check."""

__version__ = "0.1.0"
