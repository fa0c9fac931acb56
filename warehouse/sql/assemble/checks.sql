-- One row per expectation and run.
SELECT * FROM check_rows
