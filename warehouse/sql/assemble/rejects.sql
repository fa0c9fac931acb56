-- One row per thing received that did not become rows.
WITH first_seen AS (
    SELECT document_id, arg_min(uri, seen_at) AS uri
    FROM catalog_origins
    GROUP BY document_id
)
SELECT rejects.* EXCLUDE (batch_id), first_seen.uri, 'normalize' AS stage, batches.run_id
FROM parsed_rejects AS rejects
JOIN batches USING (batch_id)
JOIN first_seen USING (document_id)
UNION ALL BY NAME
SELECT * EXCLUDE (source), 'pull' AS stage, getvariable('run_id') AS run_id
FROM catalog_rejects
UNION ALL BY NAME
SELECT *, 'annotate' AS stage, getvariable('run_id') AS run_id
FROM list_rejects
