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
SELECT
    mentions.speaker_id,
    speakers.name AS speaker,
    mentions.entity_id,
    entities.name AS entity_name,
    entities.kind AS entity_kind,
    mentions.is_advert,
    count(*) AS mention_count,
    count(DISTINCT mentions.episode_id) AS episode_count,
    count(DISTINCT episodes.show_id) AS show_count,
    min(episodes.published_date) AS first_date,
    max(episodes.published_date) AS last_date
FROM mentions
JOIN speakers USING (speaker_id)
JOIN entities USING (entity_id)
JOIN episodes USING (episode_id)
GROUP BY ALL
