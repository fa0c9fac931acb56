-- One row per span of speech that names an entity.
SELECT
    mentions.* EXCLUDE (entity_key, mention_index),
    (row_number() OVER (PARTITION BY episode_id ORDER BY mention_index) - 1)::INTEGER AS mention_index,
    keys.entity_id
FROM annotated_mentions AS mentions
JOIN linked_keys AS keys USING (entity_key)
