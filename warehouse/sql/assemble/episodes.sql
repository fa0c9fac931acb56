-- One row per recording.
SELECT * FROM resolved_episodes
