-- One row per ordered pair of entities mentioned in one episode, so that each pair is found from either side; adverts left out.
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- other_entity_id: The entity mentioned with it
-- other_name: Name of the other
-- other_kind: What the other is
-- episode_count: Episodes that mention both
-- turn_count: Turns that mention both
WITH said AS (
    SELECT DISTINCT mentions.entity_id, mentions.episode_id, segments.turn_index
    FROM mentions
    JOIN segments USING (episode_id, segment_index)
    WHERE NOT mentions.is_advert
),
heard AS (
    SELECT DISTINCT entity_id, episode_id FROM said
),
in_episodes AS (
    SELECT one.entity_id, other.entity_id AS other_entity_id, count(*) AS episode_count
    FROM heard AS one
    JOIN heard AS other ON one.episode_id = other.episode_id AND one.entity_id <> other.entity_id
    GROUP BY ALL
),
in_turns AS (
    SELECT one.entity_id, other.entity_id AS other_entity_id, count(*) AS turn_count
    FROM said AS one
    JOIN said AS other
        ON one.episode_id = other.episode_id
        AND one.turn_index = other.turn_index
        AND one.entity_id <> other.entity_id
    GROUP BY ALL
)
SELECT
    in_episodes.entity_id,
    entities.name AS entity_name,
    entities.kind AS entity_kind,
    in_episodes.other_entity_id,
    others.name AS other_name,
    others.kind AS other_kind,
    in_episodes.episode_count,
    coalesce(in_turns.turn_count, 0) AS turn_count
FROM in_episodes
JOIN entities USING (entity_id)
JOIN entities AS others ON others.entity_id = in_episodes.other_entity_id
LEFT JOIN in_turns
    ON in_turns.entity_id = in_episodes.entity_id AND in_turns.other_entity_id = in_episodes.other_entity_id
