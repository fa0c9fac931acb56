-- One row per person or voice present in an episode.
-- show_title: Title of the show
-- episode_title: Title of the episode
-- speaker: Name of the speaker, or else the first label
-- advert_word_count: Words said in adverts
-- share_of_words: Share of the words of the episode whose speaker is known, adverts left out
-- words_per_turn: Words of a turn, on average
-- longest_turn_words: Words of the longest turn
-- words_per_minute: Pace, where the time spoken is known
WITH own_turns AS (
    SELECT
        episode_id,
        speaker_id,
        turn_index,
        sum(word_count) AS words,
        coalesce(sum(word_count) FILTER (WHERE kind = 'advert'), 0) AS advert_words
    FROM segments
    WHERE speaker_id IS NOT NULL
    GROUP BY episode_id, speaker_id, turn_index
),
spoken AS (
    SELECT
        episode_id,
        speaker_id,
        sum(advert_words)::BIGINT AS advert_word_count,
        (sum(words) - sum(advert_words))::BIGINT AS own_word_count,
        avg(words) AS words_per_turn,
        max(words)::BIGINT AS longest_turn_words
    FROM own_turns
    GROUP BY episode_id, speaker_id
)
SELECT
    episodes.show_id,
    shows.title AS show_title,
    appearances.episode_id,
    episodes.title AS episode_title,
    episodes.published_date,
    appearances.speaker_id,
    coalesce(speakers.name, appearances.labels[1]) AS speaker,
    appearances.role,
    appearances.turn_count,
    appearances.word_count,
    coalesce(spoken.advert_word_count, 0) AS advert_word_count,
    appearances.talk_ms,
    spoken.own_word_count / nullif(sum(spoken.own_word_count) OVER (PARTITION BY appearances.episode_id), 0)
        AS share_of_words,
    spoken.words_per_turn,
    spoken.longest_turn_words,
    appearances.word_count * 60000 / nullif(appearances.talk_ms, 0) AS words_per_minute
FROM appearances
JOIN speakers USING (speaker_id)
JOIN episodes USING (episode_id)
LEFT JOIN shows USING (show_id)
LEFT JOIN spoken USING (episode_id, speaker_id)
