"""From utterances to minutes as data."""
