-- One row per chapter of an episode, as one document has it.
-- show_title: Title of the show
-- episode_title: Title of the episode
-- chapter_index: Place among the chapters by time, from 0
-- chapter_title: Title of the chapter
-- start_ms: Start of the chapter
-- end_ms: Start of the next one; for the last, the end of the recording as far as known
-- start_time: Start as h:mm:ss
-- deep_link: Address that opens the recording at the chapter
WITH ends AS (
    SELECT episode_id, max(greatest(start_ms, end_ms)) AS last_ms FROM segments GROUP BY episode_id
)
SELECT
    episodes.show_id,
    shows.title AS show_title,
    episodes.episode_id,
    episodes.title AS episode_title,
    episodes.published_date,
    marks.document_id,
    row_number() OVER chapter - 1 AS chapter_index,
    marks.label AS chapter_title,
    marks.time_ms AS start_ms,
    coalesce(
        lead(marks.time_ms) OVER chapter,
        CASE
            WHEN episodes.duration_ms > marks.time_ms THEN episodes.duration_ms
            WHEN ends.last_ms > marks.time_ms THEN ends.last_ms
        END
    ) AS end_ms,
    timecode(marks.time_ms) AS start_time,
    marks.is_suspect,
    deep_link(listening_url(episodes.episode_url, episodes.audio_url), marks.time_ms) AS deep_link
FROM timestamps AS marks
JOIN episodes USING (episode_id)
LEFT JOIN shows USING (show_id)
LEFT JOIN ends USING (episode_id)
WHERE marks.kind = 'chapter'
WINDOW chapter AS (PARTITION BY marks.episode_id, marks.document_id ORDER BY marks.time_ms, marks.timestamp_index)
