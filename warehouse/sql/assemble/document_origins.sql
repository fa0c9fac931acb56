-- One row per place where the same bytes were found.
SELECT document_id, min(source) AS source, uri, min(seen_at) AS seen_at
FROM catalog_origins
GROUP BY document_id, uri
