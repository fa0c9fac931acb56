"""Slow, plain versions of what the code does cleverly, to compare with."""
