-- One row per run that finished its work.
SELECT * FROM run_rows
