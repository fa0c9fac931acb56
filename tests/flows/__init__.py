"""Tests of the flow, the command line and the schedule."""
