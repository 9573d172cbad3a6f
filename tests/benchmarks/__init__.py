"""The scripts that print the figures of docs/benchmarks.md."""
