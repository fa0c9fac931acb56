-- One row per stretch of speech of each episode's preferred transcript.
SELECT * EXCLUDE (is_primary) FROM annotated_segments WHERE is_primary
