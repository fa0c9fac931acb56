-- One row per identity that a run merged into others or split.
SELECT * FROM identity_change_rows
