-- One row per stretch of speech of an episode's further transcripts.
SELECT * EXCLUDE (is_primary) FROM annotated_segments WHERE NOT is_primary
