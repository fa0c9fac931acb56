-- One row per ordered pair of entities mentioned in one episode, so that each pair is found from either side; adverts left out.
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- other_entity_id: The entity mentioned with it
-- other_name: Name of the other
-- other_kind: What the other is
-- episode_count: Episodes that mention both
-- turn_count: Turns that mention both
WITH heard AS (
    SELECT mentions.entity_id, mentions.episode_id, list(DISTINCT segments.turn_index) AS turns
    FROM mentions
    JOIN segments USING (episode_id, segment_index)
    WHERE NOT mentions.is_advert
    GROUP BY mentions.entity_id, mentions.episode_id
),
pairs AS (
    SELECT
        one.entity_id,
        entities.name AS entity_name,
        entities.kind AS entity_kind,
        other.entity_id AS other_entity_id,
        count(*) AS episode_count,
        sum(len(list_intersect(one.turns, other.turns)))::BIGINT AS turn_count
    FROM heard AS one
    JOIN entities ON entities.entity_id = one.entity_id
    JOIN heard AS other ON one.episode_id = other.episode_id AND one.entity_id <> other.entity_id
    GROUP BY ALL
)
SELECT
    pairs.entity_id,
    pairs.entity_name,
    pairs.entity_kind,
    pairs.other_entity_id,
    others.name AS other_name,
    others.kind AS other_kind,
    pairs.episode_count,
    pairs.turn_count
FROM pairs
JOIN entities AS others ON others.entity_id = pairs.other_entity_id
