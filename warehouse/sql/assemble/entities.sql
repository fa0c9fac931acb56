-- One row per thing talked about.
SELECT * FROM linked_entities
