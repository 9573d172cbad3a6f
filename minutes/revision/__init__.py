"""A draft as a clerk leaves it: the machine's results with the clerk's edits applied over them."""
