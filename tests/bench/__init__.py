"""Benchmarks: `python -m tests.bench [NAME]…`. They print figures and ratios of one run; no test asserts a time."""
