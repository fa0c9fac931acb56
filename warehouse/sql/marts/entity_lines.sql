-- One row per entity and segment that mentions it: the line, what was said before and after, who said it and when.
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- show_title: Title of the show
-- episode_title: Title of the episode
-- speaker: Name of the speaker, or else the label
-- time: When the first mention is said, as h:mm:ss
-- time_ms: When the first mention is said
-- before: The two segments before
-- after: The two segments after
-- surfaces: The words as spoken, each form once
-- mention_count: Mentions of the entity in the segment
-- match_methods: How the words were tied to the entity, each method once
-- confidence: How likely the surest of these mentions is right
-- is_advert: Whether the line is in an advert
-- deep_link: Address that opens the recording at the mention
WITH named AS (
    SELECT
        entity_id,
        episode_id,
        segment_index,
        list(DISTINCT surface ORDER BY surface) AS surfaces,
        count(*) AS mention_count,
        list(DISTINCT match_method ORDER BY match_method) AS match_methods,
        max(confidence) AS confidence,
        bool_and(is_advert) AS is_advert,
        min(time_ms) AS time_ms
    FROM mentions
    GROUP BY entity_id, episode_id, segment_index
),
around AS (
    SELECT
        named.entity_id,
        named.episode_id,
        named.segment_index,
        string_agg(near.text, ' ' ORDER BY near.segment_index) FILTER (WHERE steps.step < 0) AS before,
        string_agg(near.text, ' ' ORDER BY near.segment_index) FILTER (WHERE steps.step > 0) AS after
    FROM named
    CROSS JOIN (VALUES (-2), (-1), (1), (2)) AS steps (step)
    JOIN segments AS near
        ON near.episode_id = named.episode_id AND near.segment_index = named.segment_index + steps.step
    GROUP BY named.entity_id, named.episode_id, named.segment_index
)
SELECT
    named.entity_id,
    entities.name AS entity_name,
    entities.kind AS entity_kind,
    episodes.show_id,
    shows.title AS show_title,
    named.episode_id,
    episodes.title AS episode_title,
    episodes.published_date,
    named.segment_index,
    lines.speaker_id,
    coalesce(speakers.name, lines.speaker_label) AS speaker,
    timecode(coalesce(named.time_ms, lines.start_ms)) AS "time",
    coalesce(named.time_ms, lines.start_ms) AS time_ms,
    around.before,
    lines.text,
    around.after,
    named.surfaces,
    named.mention_count,
    named.match_methods,
    named.confidence,
    named.is_advert,
    deep_link(
        listening_url(episodes.episode_url, episodes.audio_url), coalesce(named.time_ms, lines.start_ms)
    ) AS deep_link,
    lines.document_id,
    lines.doc_start,
    lines.doc_end
FROM named
JOIN entities USING (entity_id)
JOIN segments AS lines USING (episode_id, segment_index)
JOIN episodes USING (episode_id)
LEFT JOIN shows USING (show_id)
LEFT JOIN speakers ON speakers.speaker_id = lines.speaker_id
LEFT JOIN around
    ON around.entity_id = named.entity_id
    AND around.episode_id = named.episode_id
    AND around.segment_index = named.segment_index
