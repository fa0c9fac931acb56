-- One row per speaker, entity and whether in adverts: who talks about what.
-- speaker: Name of the speaker; NULL for an unnamed voice
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- is_advert: Whether the mentions are in adverts
-- mention_count: Mentions
-- episode_count: Episodes in which the speaker mentions it
-- show_count: Shows in which the speaker mentions it
-- first_date: Day of the first of these episodes whose day is known
-- last_date: Day of the last one
WITH counted AS (
    SELECT
        mentions.speaker_id,
        mentions.entity_id,
        mentions.is_advert,
        count(*) AS mention_count,
        count(DISTINCT mentions.episode_id) AS episode_count,
        count(DISTINCT episodes.show_id) AS show_count,
        min(episodes.published_date) AS first_date,
        max(episodes.published_date) AS last_date
    FROM mentions
    JOIN episodes USING (episode_id)
    WHERE mentions.speaker_id IS NOT NULL
    GROUP BY ALL
)
SELECT
    counted.speaker_id,
    speakers.name AS speaker,
    counted.entity_id,
    entities.name AS entity_name,
    entities.kind AS entity_kind,
    counted.is_advert,
    counted.mention_count,
    counted.episode_count,
    counted.show_count,
    counted.first_date,
    counted.last_date
FROM counted
JOIN speakers USING (speaker_id)
JOIN entities USING (entity_id)
