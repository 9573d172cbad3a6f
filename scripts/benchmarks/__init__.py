"""The figures of docs/benchmarks.md, each by a command: `scripts/bench NAME`."""
