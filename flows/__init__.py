"""Prefect flows and the command line: thin; each task loads, calls one function, saves."""
