-- One row per pair of shows that have had the same guest; each pair once.
-- show_title: Title of the one show
-- other_show_id: The other show
-- other_show_title: Title of the other show
-- guest_count: Named guests that both have had
-- guests: Their names
WITH visits AS (
    SELECT DISTINCT episodes.show_id, appearances.speaker_id, speakers.name
    FROM appearances
    JOIN speakers USING (speaker_id)
    JOIN episodes USING (episode_id)
    WHERE appearances.role = 'guest' AND speakers.name IS NOT NULL AND episodes.show_id IS NOT NULL
),
pairs AS (
    SELECT
        one.show_id,
        other.show_id AS other_show_id,
        count(*) AS guest_count,
        list(one.name ORDER BY one.name) AS guests
    FROM visits AS one
    JOIN visits AS other ON one.speaker_id = other.speaker_id AND one.show_id < other.show_id
    GROUP BY ALL
)
SELECT
    pairs.show_id,
    shows.title AS show_title,
    pairs.other_show_id,
    others.title AS other_show_title,
    pairs.guest_count,
    pairs.guests
FROM pairs
JOIN shows USING (show_id)
JOIN shows AS others ON others.show_id = pairs.other_show_id
