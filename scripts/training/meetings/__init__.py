"""Synthetic meetings with a reference, made for the demo and for the benchmarks: who says what when, in which room."""
