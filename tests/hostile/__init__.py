"""Inputs that break converters, and what must become of each."""
