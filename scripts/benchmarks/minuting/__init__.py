"""Parts of `bench minutes`: a long meeting, a server that lies, and what of its lies a reader would meet."""
