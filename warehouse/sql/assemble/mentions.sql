-- One row per span of speech that names an entity.
SELECT mentions.* EXCLUDE (entity_key), keys.entity_id
FROM annotated_mentions AS mentions
JOIN linked_keys AS keys USING (entity_key)
