-- One row per span of speech that names an entity. What was bent to a name that turned out to be written so was not.
SELECT
    mentions.* EXCLUDE (entity_key, mention_index, match_method),
    (row_number() OVER (PARTITION BY episode_id ORDER BY mention_index) - 1)::INTEGER AS mention_index,
    CASE
        WHEN match_method IN ('spelling', 'sound') AND lower(surface) = lower(entities.name) THEN 'exact'
        ELSE match_method
    END AS match_method,
    keys.entity_id
FROM annotated_mentions AS mentions
JOIN linked_keys AS keys USING (entity_key)
JOIN linked_entities AS entities USING (entity_id)
