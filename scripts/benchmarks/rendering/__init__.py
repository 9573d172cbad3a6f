"""Documents of long meetings: their work folders, and a process of its own for each document."""
