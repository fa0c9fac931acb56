-- One row per entity, show, month of publication and whether in adverts; what has no date has a NULL month.
-- month: First day of the month of publication
-- show_title: Title of the show
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- mention_count: Mentions
-- episode_count: Episodes that mention it
-- speaker_count: Distinct known speakers who mention it
-- is_advert: Whether the mentions are in adverts
WITH counted AS (
    SELECT
        mentions.entity_id,
        episodes.show_id,
        date_trunc('month', episodes.published_date)::DATE AS month,
        mentions.is_advert,
        count(*) AS mention_count,
        count(DISTINCT mentions.episode_id) AS episode_count,
        count(DISTINCT mentions.speaker_id) AS speaker_count
    FROM mentions
    JOIN episodes USING (episode_id)
    GROUP BY ALL
)
SELECT
    counted.month,
    counted.show_id,
    shows.title AS show_title,
    counted.entity_id,
    entities.name AS entity_name,
    entities.kind AS entity_kind,
    counted.is_advert,
    counted.mention_count,
    counted.episode_count,
    counted.speaker_count
FROM counted
JOIN entities USING (entity_id)
LEFT JOIN shows USING (show_id)
