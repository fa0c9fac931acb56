-- One row per document and reason: what was read but looks wrong.
SELECT warnings.* EXCLUDE (batch_id), batches.run_id
FROM parsed_warnings AS warnings
JOIN batches USING (batch_id)
