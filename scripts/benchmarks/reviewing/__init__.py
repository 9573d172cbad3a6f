"""The review page, measured in a real browser: its meetings, the server, a clerk at the keys, and one module for each part."""
