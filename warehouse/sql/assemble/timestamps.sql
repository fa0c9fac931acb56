-- One row per time mark of the preferred transcript, and per chapter that any document of the episode declares.
WITH found AS (
    SELECT finds.episode_id, finds.is_primary, stamps.*
    FROM parsed_timestamps AS stamps
    JOIN resolved_episode_documents AS finds USING (document_id, ordinal)
),
kept AS (
    SELECT *
    FROM found
    WHERE kind = 'mark' AND is_primary
    UNION ALL
    SELECT *
    FROM found
    WHERE kind = 'chapter'
    QUALIFY row_number() OVER (
        PARTITION BY episode_id, time_ms, lower(trim(label)) ORDER BY is_primary DESC, document_id, timestamp_index
    ) = 1
)
SELECT
    * EXCLUDE (ordinal, is_primary, timestamp_index),
    (row_number() OVER (
        PARTITION BY episode_id ORDER BY is_primary DESC, document_id, timestamp_index
    ) - 1)::INTEGER AS timestamp_index
FROM kept
