"""How good a result is, held against a reference: text, speakers, names, terms, and what was lost or invented."""
