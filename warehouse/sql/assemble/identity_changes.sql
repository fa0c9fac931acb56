-- One row per identity that a run merged into others or split; rows of earlier runs are kept.
-- Identities are compared by what both warehouses hold: places of episodes, labels and names of speakers in them,
-- names of entities. What two identities of one side share tells nothing.
WITH primary_finds AS (
    SELECT episode_id, document_id || ':' || ordinal AS find FROM episode_documents WHERE is_primary
), before_primary_finds AS (
    SELECT episode_id, document_id || ':' || ordinal AS find FROM before_episode_documents WHERE is_primary
), things AS (
    SELECT 'episodes' AS table_name, TRUE AS is_before, episode_id AS id, document_id || ':' || ordinal AS thing
    FROM before_episode_documents
    UNION ALL
    SELECT 'episodes', FALSE, episode_id, document_id || ':' || ordinal FROM episode_documents
    UNION ALL
    SELECT 'speakers', TRUE, speaker_id, find || ':' || unnest(
        CASE WHEN len(labels) > 0 THEN labels ELSE list_concat([lower(name)], list_transform(aliases, alias -> lower(alias))) END
    )
    FROM before_appearances JOIN before_primary_finds USING (episode_id) JOIN before_speakers USING (speaker_id)
    UNION ALL
    SELECT 'speakers', FALSE, speaker_id, find || ':' || unnest(
        CASE WHEN len(labels) > 0 THEN labels ELSE list_concat([lower(name)], list_transform(aliases, alias -> lower(alias))) END
    )
    FROM appearances JOIN primary_finds USING (episode_id) JOIN speakers USING (speaker_id)
    UNION ALL
    SELECT 'entities', TRUE, entity_id, unnest(list_concat([lower(name)], list_transform(aliases, alias -> lower(alias))))
    FROM before_entities
    UNION ALL
    SELECT 'entities', FALSE, entity_id, unnest(list_concat([lower(name)], list_transform(aliases, alias -> lower(alias))))
    FROM entities
), told AS (
    SELECT table_name, is_before, thing, any_value(id) AS id
    FROM things
    GROUP BY table_name, is_before, thing
    HAVING count(DISTINCT id) = 1
), pairs AS (
    SELECT DISTINCT table_name, before.id AS from_id, after.id AS to_id
    FROM (FROM told WHERE is_before) AS before
    JOIN (FROM told WHERE NOT is_before) AS after USING (table_name, thing)
), changes AS (
    SELECT *, count(*) OVER (PARTITION BY table_name, from_id) AS part_count FROM pairs
), names AS (
    SELECT 'episodes' AS table_name, TRUE AS is_before, episode_id AS id, title AS name FROM before_episodes
    UNION ALL SELECT 'episodes', FALSE, episode_id, title FROM episodes
    UNION ALL SELECT 'speakers', TRUE, speaker_id, name FROM before_speakers
    UNION ALL SELECT 'speakers', FALSE, speaker_id, name FROM speakers
    UNION ALL SELECT 'entities', TRUE, entity_id, name FROM before_entities
    UNION ALL SELECT 'entities', FALSE, entity_id, name FROM entities
)
SELECT
    getvariable('run_id') AS run_id,
    changes.table_name,
    CASE WHEN part_count > 1 THEN 'split' ELSE 'merged' END AS change,
    from_id,
    to_id,
    concat(coalesce(old.name, '(no name)'), ' -> ', coalesce(new.name, '(no name)')) AS detail
FROM changes
LEFT JOIN (FROM names WHERE is_before) AS old ON old.table_name = changes.table_name AND old.id = from_id
LEFT JOIN (FROM names WHERE NOT is_before) AS new ON new.table_name = changes.table_name AND new.id = to_id
WHERE from_id <> to_id
UNION ALL BY NAME
SELECT * FROM before_identity_changes
