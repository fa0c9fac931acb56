-- One row per entity, show and month of publication: its share of the mentions of its kind there, adverts left out.
-- month: First day of the month of publication
-- show_title: Title of the show
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- mention_count: Mentions
-- kind_mention_count: Mentions of all entities of this kind in the show and month
-- share: Share of these that are mentions of the entity
WITH counted AS (
    SELECT
        mentions.entity_id,
        episodes.show_id,
        date_trunc('month', episodes.published_date)::DATE AS month,
        count(*) AS mention_count
    FROM mentions
    JOIN episodes USING (episode_id)
    WHERE NOT mentions.is_advert
    GROUP BY ALL
),
totalled AS (
    SELECT
        counted.*,
        entities.name AS entity_name,
        entities.kind AS entity_kind,
        sum(counted.mention_count) OVER (PARTITION BY counted.show_id, counted.month, entities.kind)::BIGINT
            AS kind_mention_count
    FROM counted
    JOIN entities USING (entity_id)
)
SELECT
    totalled.month,
    totalled.show_id,
    shows.title AS show_title,
    totalled.entity_id,
    totalled.entity_name,
    totalled.entity_kind,
    totalled.mention_count,
    totalled.kind_mention_count,
    totalled.mention_count / totalled.kind_mention_count AS share
FROM totalled
LEFT JOIN shows USING (show_id)
