"""The files that may lie beside the document: the same minutes to read in a browser, as captions, as data."""
