"""The sentences that the synthetic speakers say."""
