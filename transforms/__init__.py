"""Pure functions from podcast text to Arrow tables: no files, clock, environment, randomness or logging."""
