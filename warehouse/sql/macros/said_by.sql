-- Everything that the person with this name or alias says, oldest episode first, one row per segment.
-- FROM said_by('Ada Finch')
CREATE OR REPLACE MACRO said_by(wanted) AS TABLE
    SELECT
        shows.title AS show_title,
        episodes.title AS episode_title,
        episodes.published_date,
        speakers.name AS speaker,
        timecode(segments.start_ms) AS "time",
        segments.text,
        segments.kind,
        segments.speaker_method,
        segments.speaker_confidence,
        deep_link(listening_url(episodes.episode_url, episodes.audio_url), segments.start_ms) AS deep_link,
        segments.episode_id,
        segments.segment_index
    FROM speakers
    JOIN segments USING (speaker_id)
    JOIN episodes USING (episode_id)
    LEFT JOIN shows USING (show_id)
    WHERE is_called(speakers.name, speakers.aliases, wanted)
    ORDER BY episodes.published_date, segments.episode_id, segments.segment_index
