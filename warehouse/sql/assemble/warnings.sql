-- One row per document and reason: what was read but looks wrong.
SELECT warnings.* EXCLUDE (batch_id), batches.run_id
FROM parsed_warnings AS warnings
JOIN batches USING (batch_id)
UNION ALL BY NAME
SELECT * EXCLUDE (source, uri), getvariable('run_id') AS run_id
FROM catalog_warnings
QUALIFY row_number() OVER (PARTITION BY document_id, reason ORDER BY uri) = 1
