"""Specialist terms put right: what is corrected, by whom, and how it is counted (`scripts/bench terms`)."""
