"""Specialist terms put right by their sound and by what stands beside them, with a receipt for every change."""
