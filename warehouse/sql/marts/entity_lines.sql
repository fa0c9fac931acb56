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
        mentions.entity_id,
        entities.name AS entity_name,
        entities.kind AS entity_kind,
        entities.aliases,
        episodes.show_id,
        shows.title AS show_title,
        mentions.episode_id,
        episodes.title AS episode_title,
        episodes.published_date,
        listening_url(episodes.episode_url, episodes.audio_url) AS url,
        mentions.segment_index,
        list(DISTINCT mentions.surface ORDER BY mentions.surface) AS surfaces,
        count(*) AS mention_count,
        list(DISTINCT mentions.match_method ORDER BY mentions.match_method) AS match_methods,
        max(mentions.confidence) AS confidence,
        bool_and(mentions.is_advert) AS is_advert,
        min(mentions.time_ms) AS time_ms
    FROM mentions
    JOIN entities USING (entity_id)
    JOIN episodes USING (episode_id)
    LEFT JOIN shows USING (show_id)
    GROUP BY ALL
),
-- Entity, show and episode are in the groups, so that a condition on any of them reaches the mentions.
lines AS (
    SELECT
        named.*,
        any_value(near.speaker_id) FILTER (WHERE steps.step = 0) AS speaker_id,
        any_value(near.speaker_label) FILTER (WHERE steps.step = 0) AS speaker_label,
        any_value(near.start_ms) FILTER (WHERE steps.step = 0) AS start_ms,
        any_value(near.document_id) FILTER (WHERE steps.step = 0) AS document_id,
        any_value(near.doc_start) FILTER (WHERE steps.step = 0) AS doc_start,
        any_value(near.doc_end) FILTER (WHERE steps.step = 0) AS doc_end,
        any_value(near.text) FILTER (WHERE steps.step = -2) AS before_last,
        any_value(near.text) FILTER (WHERE steps.step = -1) AS last,
        any_value(near.text) FILTER (WHERE steps.step = 0) AS text,
        any_value(near.text) FILTER (WHERE steps.step = 1) AS next,
        any_value(near.text) FILTER (WHERE steps.step = 2) AS after_next
    FROM named
    CROSS JOIN (VALUES (-2), (-1), (0), (1), (2)) AS steps (step)
    JOIN segments AS near
        ON near.episode_id = named.episode_id AND near.segment_index = named.segment_index + steps.step
    GROUP BY ALL
)
SELECT
    lines.entity_id,
    lines.entity_name,
    lines.entity_kind,
    lines.aliases,
    lines.show_id,
    lines.show_title,
    lines.episode_id,
    lines.episode_title,
    lines.published_date,
    lines.segment_index,
    lines.speaker_id,
    coalesce(speakers.name, lines.speaker_label) AS speaker,
    timecode(coalesce(lines.time_ms, lines.start_ms)) AS "time",
    coalesce(lines.time_ms, lines.start_ms) AS time_ms,
    nullif(concat_ws(' ', lines.before_last, lines.last), '') AS before,
    lines.text,
    nullif(concat_ws(' ', lines.next, lines.after_next), '') AS after,
    lines.surfaces,
    lines.mention_count,
    lines.match_methods,
    lines.confidence,
    lines.is_advert,
    deep_link(lines.url, coalesce(lines.time_ms, lines.start_ms)) AS deep_link,
    lines.document_id,
    lines.doc_start,
    lines.doc_end
FROM lines
LEFT JOIN speakers ON speakers.speaker_id = lines.speaker_id
