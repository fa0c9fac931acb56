-- Every line about the entity with this name or alias, oldest episode first, as in entity_lines.
-- FROM lines_about('Tidewater')
CREATE OR REPLACE MACRO lines_about(wanted) AS TABLE
    SELECT lines.*
    FROM entity_lines AS lines
    WHERE is_called(lines.entity_name, lines.aliases, wanted)
    ORDER BY lines.published_date, lines.episode_id, lines.segment_index
