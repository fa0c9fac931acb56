-- The episodes in which the person with this name or alias is present, oldest first.
-- FROM episodes_with('Ada Finch')
CREATE OR REPLACE MACRO episodes_with(wanted) AS TABLE
    SELECT
        shows.title AS show_title,
        episodes.title AS episode_title,
        episodes.published_date,
        appearances.role,
        appearances.word_count,
        appearances.talk_ms,
        appearances.method,
        appearances.confidence,
        episodes.episode_url,
        episodes.episode_id
    FROM speakers
    JOIN appearances USING (speaker_id)
    JOIN episodes USING (episode_id)
    LEFT JOIN shows USING (show_id)
    WHERE is_called(speakers.name, speakers.aliases, wanted)
    ORDER BY episodes.published_date, episodes.episode_id
