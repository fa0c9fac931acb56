-- One row per show.
-- show_title: Title of the show
-- episode_count: Episodes
-- transcript_count: Episodes with a transcript
-- first_date: Day of the first episode whose day is known
-- last_date: Day of the last one
-- duration_ms: Stated lengths of its episodes, added up
-- word_count: Words of its transcripts
-- hosts: Names of its hosts, most episodes first
-- guest_count: Distinct named guests
-- mention_count: Mentions of entities, adverts left out
WITH made AS (
    SELECT
        show_id,
        count(*) AS episode_count,
        count(*) FILTER (WHERE has_transcript) AS transcript_count,
        min(published_date) AS first_date,
        max(published_date) AS last_date,
        sum(duration_ms)::BIGINT AS duration_ms,
        sum(word_count)::BIGINT AS word_count
    FROM episodes
    GROUP BY show_id
),
present AS (
    SELECT
        episodes.show_id,
        speakers.speaker_id,
        speakers.name,
        count(*) FILTER (WHERE appearances.role = 'host') AS hosted,
        count(*) FILTER (WHERE appearances.role = 'guest') AS visited
    FROM appearances
    JOIN episodes USING (episode_id)
    JOIN speakers USING (speaker_id)
    WHERE speakers.name IS NOT NULL
    GROUP BY ALL
),
people AS (
    SELECT
        show_id,
        list(name ORDER BY hosted DESC, name) FILTER (WHERE hosted > 0) AS hosts,
        count(*) FILTER (WHERE visited > 0) AS guest_count
    FROM present
    GROUP BY show_id
),
named AS (
    SELECT episodes.show_id, count(*) AS mention_count
    FROM mentions
    JOIN episodes USING (episode_id)
    WHERE NOT mentions.is_advert
    GROUP BY episodes.show_id
)
SELECT
    shows.show_id,
    shows.title AS show_title,
    shows.publisher,
    shows.language,
    coalesce(made.episode_count, 0) AS episode_count,
    coalesce(made.transcript_count, 0) AS transcript_count,
    made.first_date,
    made.last_date,
    made.duration_ms,
    coalesce(made.word_count, 0) AS word_count,
    coalesce(people.hosts, []) AS hosts,
    coalesce(people.guest_count, 0) AS guest_count,
    coalesce(named.mention_count, 0) AS mention_count,
    shows.site_url,
    shows.feed_url
FROM shows
LEFT JOIN made USING (show_id)
LEFT JOIN people USING (show_id)
LEFT JOIN named USING (show_id)
