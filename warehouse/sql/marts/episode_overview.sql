-- One row per episode.
-- show_title: Title of the show
-- episode_title: Title of the episode
-- duration: Length of the recording as h:mm:ss
-- hosts: Names of the hosts, most words first
-- guests: Names of the guests, most words first
-- segment_count: Segments of the preferred transcript
-- turn_count: Turns of the preferred transcript
-- advert_word_count: Words of the transcript that are in adverts
-- labelled_share: Share of the words whose speaker is known
-- timed_share: Share of the segments whose start is known
-- chapter_count: Chapters declared
-- mention_count: Mentions of entities, adverts left out
-- entity_count: Distinct entities mentioned, adverts left out
-- uri: Where the document was found that the transcript or the metadata comes from
WITH people AS (
    SELECT
        appearances.episode_id,
        list(speakers.name ORDER BY appearances.word_count DESC, speakers.name)
            FILTER (WHERE appearances.role = 'host' AND speakers.name IS NOT NULL) AS hosts,
        list(speakers.name ORDER BY appearances.word_count DESC, speakers.name)
            FILTER (WHERE appearances.role = 'guest' AND speakers.name IS NOT NULL) AS guests
    FROM appearances
    JOIN speakers USING (speaker_id)
    GROUP BY appearances.episode_id
),
speech AS (
    SELECT
        episode_id,
        count(*) AS segment_count,
        count(DISTINCT turn_index) AS turn_count,
        coalesce(sum(word_count) FILTER (WHERE kind = 'advert'), 0)::BIGINT AS advert_word_count,
        sum(word_count) FILTER (WHERE speaker_id IS NOT NULL) / nullif(sum(word_count), 0) AS labelled_share,
        count(start_ms) / count(*) AS timed_share
    FROM segments
    GROUP BY episode_id
),
marked AS (
    SELECT episode_id, count(*) AS chapter_count FROM timestamps WHERE kind = 'chapter' GROUP BY episode_id
),
named AS (
    SELECT episode_id, count(*) AS mention_count, count(DISTINCT entity_id) AS entity_count
    FROM mentions
    WHERE NOT is_advert
    GROUP BY episode_id
),
places AS (
    SELECT episode_documents.episode_id, min(documents.uri) AS uri
    FROM episode_documents
    JOIN documents USING (document_id)
    WHERE episode_documents.is_primary
    GROUP BY episode_documents.episode_id
)
SELECT
    episodes.episode_id,
    episodes.show_id,
    shows.title AS show_title,
    episodes.title AS episode_title,
    episodes.episode_number,
    episodes.season,
    episodes.published_date,
    episodes.duration_ms,
    timecode(episodes.duration_ms) AS duration,
    episodes.language,
    coalesce(people.hosts, []) AS hosts,
    coalesce(people.guests, []) AS guests,
    episodes.has_transcript,
    episodes.word_count,
    coalesce(speech.segment_count, 0) AS segment_count,
    coalesce(speech.turn_count, 0) AS turn_count,
    coalesce(speech.advert_word_count, 0) AS advert_word_count,
    speech.labelled_share,
    speech.timed_share,
    coalesce(marked.chapter_count, 0) AS chapter_count,
    coalesce(named.mention_count, 0) AS mention_count,
    coalesce(named.entity_count, 0) AS entity_count,
    episodes.episode_url,
    episodes.audio_url,
    places.uri
FROM episodes
LEFT JOIN shows USING (show_id)
LEFT JOIN people USING (episode_id)
LEFT JOIN speech USING (episode_id)
LEFT JOIN marked USING (episode_id)
LEFT JOIN named USING (episode_id)
LEFT JOIN places USING (episode_id)
