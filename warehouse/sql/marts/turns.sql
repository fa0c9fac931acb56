-- One row per turn of the preferred transcript: neighbouring segments of one voice, put together.
-- speaker: Name of the speaker, or else the label
-- text: Words of the turn
-- word_count: Words of the turn
-- segment_count: Segments of the turn
-- first_segment_index: The first of them
-- start_ms: Start of the turn
-- end_ms: End of the turn
-- is_advert: Whether all of it is advert
WITH made AS (
    SELECT
        episode_id,
        turn_index,
        any_value(speaker_id) AS speaker_id,
        any_value(speaker_label) AS speaker_label,
        min(segment_index) AS first_segment_index,
        count(*) AS segment_count,
        sum(word_count)::BIGINT AS word_count,
        min(start_ms) AS start_ms,
        max(end_ms) AS end_ms,
        bool_and(kind = 'advert') AS is_advert,
        string_agg(text, ' ' ORDER BY segment_index) AS text
    FROM segments
    GROUP BY episode_id, turn_index
)
SELECT
    made.episode_id,
    made.turn_index,
    made.speaker_id,
    coalesce(speakers.name, made.speaker_label) AS speaker,
    made.speaker_label,
    made.first_segment_index,
    made.segment_count,
    made.word_count,
    made.start_ms,
    made.end_ms,
    made.is_advert,
    made.text
FROM made
LEFT JOIN speakers USING (speaker_id)
