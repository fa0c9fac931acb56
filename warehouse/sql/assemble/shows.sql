-- One row per show.
SELECT * FROM resolved_shows
