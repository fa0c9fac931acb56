-- One row per entity and whether in adverts: its first mention, by day of publication and place in the episode.
-- entity_name: Name of the entity
-- entity_kind: What the entity is
-- show_title: Title of the show
-- episode_title: Title of the episode
-- speaker: Name of the speaker, or else the label
-- time: When it is said, as h:mm:ss
-- is_advert: Whether it is said in an advert
-- deep_link: Address that opens the recording at the mention
WITH dated AS (
    SELECT
        mentions.entity_id,
        entities.name AS entity_name,
        entities.kind AS entity_kind,
        mentions.is_advert,
        min(struct_pack(
            day := coalesce(episodes.published_date, DATE '9999-12-31'),
            episode := mentions.episode_id,
            place := mentions.mention_index
        )) AS earliest
    FROM mentions
    JOIN entities USING (entity_id)
    JOIN episodes USING (episode_id)
    GROUP BY ALL
)
SELECT
    dated.entity_id,
    dated.entity_name,
    dated.entity_kind,
    dated.is_advert,
    episodes.published_date,
    episodes.show_id,
    shows.title AS show_title,
    mentions.episode_id,
    episodes.title AS episode_title,
    mentions.segment_index,
    mentions.speaker_id,
    coalesce(speakers.name, lines.speaker_label) AS speaker,
    timecode(mentions.time_ms) AS "time",
    mentions.time_ms,
    mentions.surface,
    lines.text,
    mentions.confidence,
    deep_link(listening_url(episodes.episode_url, episodes.audio_url), mentions.time_ms) AS deep_link
FROM dated
JOIN mentions ON mentions.episode_id = dated.earliest.episode AND mentions.mention_index = dated.earliest.place
JOIN episodes ON episodes.episode_id = mentions.episode_id
JOIN segments AS lines
    ON lines.episode_id = mentions.episode_id AND lines.segment_index = mentions.segment_index
LEFT JOIN shows ON shows.show_id = episodes.show_id
LEFT JOIN speakers ON speakers.speaker_id = mentions.speaker_id
