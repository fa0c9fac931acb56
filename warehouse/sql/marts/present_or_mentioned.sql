-- One row per person and episode in which the person is present, mentioned, or both; adverts left out.
-- person: Name of the person
-- show_title: Title of the show
-- episode_title: Title of the episode
-- is_present: Whether the person takes part
-- is_mentioned: Whether the person is mentioned
-- mention_count: Mentions of the person
-- role: In which role the person is present; NULL for one who is only mentioned
WITH present AS (
    SELECT appearances.episode_id, appearances.speaker_id, speakers.name, speakers.aliases, appearances.role
    FROM appearances
    JOIN speakers USING (speaker_id)
    WHERE speakers.kind = 'person' AND speakers.name IS NOT NULL
),
named AS (
    SELECT mentions.episode_id, mentions.entity_id, entities.name, entities.aliases, count(*) AS mention_count
    FROM mentions
    JOIN entities USING (entity_id)
    WHERE entities.kind = 'person' AND NOT mentions.is_advert
    GROUP BY ALL
),
same AS (
    SELECT present.episode_id, present.speaker_id, named.entity_id, named.mention_count
    FROM present
    JOIN named USING (episode_id)
    WHERE is_called(present.name, present.aliases, named.name) OR is_called(named.name, named.aliases, present.name)
),
there AS (
    SELECT
        present.episode_id,
        present.speaker_id,
        min(same.entity_id) AS entity_id,
        present.name AS person,
        present.role,
        coalesce(sum(same.mention_count), 0)::BIGINT AS mention_count
    FROM present
    LEFT JOIN same USING (episode_id, speaker_id)
    GROUP BY ALL
),
elsewhere AS (
    SELECT
        named.episode_id,
        NULL AS speaker_id,
        named.entity_id,
        named.name AS person,
        NULL AS role,
        named.mention_count
    FROM named
    ANTI JOIN same USING (episode_id, entity_id)
),
people AS (
    SELECT *, true AS is_present FROM there
    UNION ALL
    SELECT *, false AS is_present FROM elsewhere
)
SELECT
    people.person,
    episodes.show_id,
    shows.title AS show_title,
    people.episode_id,
    episodes.title AS episode_title,
    episodes.published_date,
    people.is_present,
    people.mention_count > 0 AS is_mentioned,
    people.role,
    people.mention_count,
    people.speaker_id,
    people.entity_id
FROM people
JOIN episodes USING (episode_id)
LEFT JOIN shows USING (show_id)
