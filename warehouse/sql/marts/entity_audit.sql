-- One row per entity, way of matching and form of words: what was heard, what it was taken for, how often and how surely.
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- mention_count: Mentions of this form by this method
-- advert_mention_count: How many of them are in adverts
-- episode_count: Episodes that have them
-- lowest_confidence: Confidence of the least sure one
-- mean_confidence: Confidence on average
-- example_episode_id: Episode of one of them
-- example_segment_index: Segment of that one
WITH counted AS (
    SELECT
        mentions.entity_id,
        entities.name AS entity_name,
        entities.kind AS entity_kind,
        entities.origin,
        mentions.match_method,
        mentions.surface,
        count(*) AS mention_count,
        count_if(mentions.is_advert) AS advert_mention_count,
        count(DISTINCT mentions.episode_id) AS episode_count,
        min(mentions.confidence) AS lowest_confidence,
        round(avg(mentions.confidence), 6) AS mean_confidence,
        min(struct_pack(episode := mentions.episode_id, segment := mentions.segment_index)) AS example
    FROM mentions
    JOIN entities USING (entity_id)
    GROUP BY ALL
)
SELECT
    * EXCLUDE (example),
    example.episode AS example_episode_id,
    example.segment AS example_segment_index
FROM counted
