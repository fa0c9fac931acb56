-- One row per distinct person or unnamed voice.
SELECT * FROM resolved_speakers
