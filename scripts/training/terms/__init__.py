"""Makes tests/resources/terms: sentences of meetings in which a specialist term was heard wrongly, sentences in which the
look-alike is right, and running text. `python -m training.terms.make` from scripts/; see the README there."""
