"""Japanese text: readings, terms, tidying."""
