-- One row per entity, show, month of publication and whether in adverts; what has no date has a NULL month.
-- month: First day of the month of publication
-- show_title: Title of the show
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- mention_count: Mentions
-- episode_count: Episodes that mention it
-- speaker_count: Distinct known speakers who mention it
-- is_advert: Whether the mentions are in adverts
SELECT
    date_trunc('month', episodes.published_date)::DATE AS month,
    episodes.show_id,
    shows.title AS show_title,
    mentions.entity_id,
    entities.name AS entity_name,
    entities.kind AS entity_kind,
    mentions.is_advert,
    count(*) AS mention_count,
    count(DISTINCT mentions.episode_id) AS episode_count,
    count(DISTINCT mentions.speaker_id) AS speaker_count
FROM mentions
JOIN entities USING (entity_id)
JOIN episodes USING (episode_id)
LEFT JOIN shows USING (show_id)
GROUP BY ALL
