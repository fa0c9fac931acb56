-- One row per person or voice present in an episode, with what the transcript shows of it.
WITH spoken AS (
    SELECT
        episode_id,
        speaker_id,
        count(DISTINCT turn_index)::INTEGER AS turn_count,
        sum(word_count)::BIGINT AS word_count,
        sum(coalesce(end_ms, next_ms) - start_ms)::BIGINT AS talk_ms,
        bool_and(kind <> 'speech') AS is_aside
    FROM (
        SELECT *, lead(start_ms) OVER (PARTITION BY episode_id ORDER BY segment_index) AS next_ms
        FROM segments
    )
    WHERE speaker_id IS NOT NULL
    GROUP BY episode_id, speaker_id
)
SELECT
    present.* EXCLUDE (turn_count, word_count, talk_ms) REPLACE (
        -- A voice without a name that only reads messages of sponsors takes no part.
        CASE WHEN spoken.is_aside AND named.name IS NULL THEN 'other' ELSE present.role END AS role
    ),
    coalesce(spoken.turn_count, 0) AS turn_count,
    coalesce(spoken.word_count, 0) AS word_count,
    CASE WHEN spoken.talk_ms >= 0 THEN spoken.talk_ms END AS talk_ms
FROM resolved_appearances AS present
LEFT JOIN spoken USING (episode_id, speaker_id)
LEFT JOIN resolved_speakers AS named USING (speaker_id)
