"""Dictionaries of terms to and from the word lists of Japanese input methods, and workbooks."""
