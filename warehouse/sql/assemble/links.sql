-- One row per link in an episode's show notes; an address that several documents have stands once.
WITH kept AS (
    SELECT finds.episode_id, finds.is_primary, links.*
    FROM parsed_links AS links
    JOIN resolved_episode_documents AS finds USING (document_id, ordinal)
    QUALIFY row_number() OVER (
        PARTITION BY episode_id, url, label ORDER BY is_primary DESC, document_id, link_index
    ) = 1
)
SELECT
    * EXCLUDE (ordinal, is_primary, link_index),
    (row_number() OVER (
        PARTITION BY episode_id ORDER BY is_primary DESC, document_id, link_index
    ) - 1)::INTEGER AS link_index
FROM kept
