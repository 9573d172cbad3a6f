"""The public edition of minutes: what is confidential or personal is left out or blackened, and listed with its reason."""
