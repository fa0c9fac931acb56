-- One row per distinct file received: where it was seen first, and what its parser made of it.
WITH first_seen AS (
    SELECT *
    FROM catalog_origins
    QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY seen_at, uri) = 1
),
refused AS (
    SELECT document_id, arg_min(reason, locator) AS reason
    FROM catalog_rejects
    WHERE document_id NOT IN (SELECT parent_document_id FROM catalog_origins WHERE parent_document_id IS NOT NULL)
    GROUP BY document_id
)
SELECT
    seen.document_id,
    seen.source,
    seen.uri,
    seen.fetched_at,
    coalesce(parsed.media_type, 'application/' || seen.container) AS media_type,
    coalesce(parsed.format, seen.container) AS format,
    parsed.encoding,
    seen.size_bytes,
    parsed.char_count,
    coalesce(parsed.status, CASE WHEN refused.reason IS NULL THEN 'parsed' ELSE 'rejected' END) AS status,
    coalesce(parsed.reason, refused.reason) AS reason,
    parsed.accounted_share,
    seen.parent_document_id
FROM first_seen AS seen
LEFT JOIN parsed_documents AS parsed USING (document_id)
LEFT JOIN refused USING (document_id)
