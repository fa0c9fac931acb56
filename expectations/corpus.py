"""What must hold for the corpus as a whole: between tables, in shares, and in what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from expectations.probe import Check, Probe

if TYPE_CHECKING:
    from transforms.contract import Severity


class Statement(NamedTuple):
    """One statement about the corpus, filed under a table.

    `query` returns no row where it holds, and one row (`unexpected_count`, `detail`) where it does not.
    """

    table: str
    name: str
    severity: Severity
    description: str
    query: str


def corpus_probes() -> tuple[Probe, ...]:
    """Return a probe for each statement about the corpus."""
    return tuple(
        Probe(one.table, f"SELECT '{one.name}' AS check_name, * FROM ({one.query})",
              (Check(one.name, None, one.severity, one.description),))
        for one in STATEMENTS
    )  # fmt: skip


def _where(condition: str, shown: str, rows: str) -> str:
    """Return a query that counts the rows that meet a condition, and shows a value of a few of them."""
    return (
        f"SELECT count(*) AS unexpected_count, array_to_string(min({shown}, 3), '; ') AS detail "
        f"FROM {rows} WHERE {condition} HAVING count(*) > 0"
    )


STATEMENTS: tuple[Statement, ...] = (
    Statement("documents", "rejected_share", "warning", "at most a fifth of the documents are rejected", """
        SELECT count_if(status = 'rejected') AS unexpected_count,
            format('{:.1f}% of {} documents', 100 * avg((status = 'rejected')::INT), count(*)) AS detail
        FROM documents HAVING avg((status = 'rejected')::INT) > 0.2"""),
    Statement("documents", "corpus_is_accounted_for", "warning",
              "at least 0.995 of all characters of parsed documents are accounted for", """
        SELECT count_if(accounted_share < 0.995) AS unexpected_count,
            format('{:.4f} of {} characters', sum(accounted_share * char_count) / sum(char_count), sum(char_count))
                AS detail
        FROM documents WHERE status = 'parsed' AND accounted_share IS NOT NULL
        HAVING sum(accounted_share * char_count) / nullif(sum(char_count), 0) < 0.995"""),
    Statement("documents", "corpus_did_not_shrink", "warning",
              "there are at least half as many documents as in the run published last", """
        SELECT before - present AS unexpected_count, format('{} documents, {} before', present, before) AS detail
        FROM (SELECT count(*) AS present FROM documents),
            (SELECT arg_max(document_count, started_at) AS before FROM runs WHERE status = 'published')
        WHERE present < before / 2"""),
    Statement("documents", "parsed_documents_give_episodes", "warning",
              "each parsed document gives an episode, or holds documents of its own",
              _where("status = 'parsed' AND document_id NOT IN (SELECT document_id FROM episode_documents) "
                     "AND document_id NOT IN (SELECT parent_document_id FROM documents "
                     "WHERE parent_document_id IS NOT NULL)", "uri", "documents")),
    Statement("shows", "shows_have_episodes", "warning", "each show has an episode",
              _where("show_id NOT IN (SELECT show_id FROM episodes WHERE show_id IS NOT NULL)", "title", "shows")),
    Statement("episodes", "transcripts_have_segments", "critical",
              "an episode has segments if and only if it says that it has a transcript",
              _where("has_transcript <> (episode_id IN (SELECT episode_id FROM segments))", "episode_id", "episodes")),
    Statement("episodes", "words_add_up", "warning", "the words of an episode are those of its segments",
              _where("word_count <> coalesce(said, 0)", "episode_id",
                     "episodes LEFT JOIN (SELECT episode_id, sum(word_count) AS said FROM segments GROUP BY ALL) "
                     "USING (episode_id)")),
    Statement("episode_documents", "one_primary_place", "warning", "each episode has one primary place",
              _where("places <> 1", "episode_id",
                     "(SELECT episode_id, count_if(is_primary) AS places FROM episode_documents GROUP BY ALL)")),
    Statement("segments", "segments_are_numbered", "critical", "segments are numbered from 0 without gaps",
              _where("lowest <> 0 OR highest <> segment_count - 1", "episode_id",
                     "(SELECT episode_id, min(segment_index) AS lowest, max(segment_index) AS highest, "
                     "count(*) AS segment_count FROM segments GROUP BY ALL)")),
    Statement("segments", "turns_run_forward", "critical", "a later segment is not of an earlier turn",
              _where("turn_index < turn_before", "episode_id",
                     "(SELECT episode_id, turn_index, lag(turn_index) OVER "
                     "(PARTITION BY episode_id ORDER BY segment_index) AS turn_before FROM segments)")),
    Statement("segments", "segments_lie_in_their_document", "critical", "offsets lie within the document",
              _where("doc_end > char_count", "document_id || ' at ' || doc_end",
                     "segments JOIN documents USING (document_id)")),
    Statement("segments", "pace_is_human", "warning",
              "a transcript of five minutes and more has 40 to 400 words a minute", """
        SELECT count(*) AS unexpected_count,
            array_to_string(min(format('{} ({:.0f} a minute)', episode_id, pace), 3), '; ') AS detail
        FROM (SELECT episode_id, sum(word_count) * 60000.0 / any_value(last_ms - first_ms) AS pace
            FROM segments JOIN (
                SELECT episode_id, min(start_ms) AS first_ms, max(start_ms) AS last_ms,
                    min(segment_index) AS first_timed, max(segment_index) AS last_timed
                FROM segments WHERE time_method = 'explicit' AND start_ms IS NOT NULL GROUP BY episode_id
            ) USING (episode_id)
            WHERE last_ms - first_ms >= 300000 AND segment_index >= first_timed AND segment_index < last_timed
            GROUP BY episode_id)
        WHERE pace NOT BETWEEN 40 AND 400 HAVING count(*) > 0"""),
    Statement("speakers", "speakers_are_present", "warning", "each speaker appears in an episode",
              _where("speaker_id NOT IN (SELECT speaker_id FROM appearances)", "coalesce(name, speaker_id)",
                     "speakers")),
    Statement("speakers", "full_names_are_one_person", "info", "a name of two words and more is one speaker's",
              _where("namesakes > 1", "name", "(SELECT lower(name) AS name, count(*) AS namesakes FROM speakers "
                     "WHERE name LIKE '% %' GROUP BY ALL)")),
    Statement("appearances", "labels_bear_out_presence", "warning",
              "who is known by a label has a turn in a transcript of the episode",
              _where("method = 'label' AND turn_count = 0 AND (episode_id, speaker_id) NOT IN (SELECT "
                     "(episode_id, speaker_id) FROM alternate_segments WHERE speaker_id IS NOT NULL)",
                     "speaker_id", "appearances")),
    Statement("entities", "entities_are_mentioned", "info", "each entity is mentioned",
              _where("entity_id NOT IN (SELECT entity_id FROM mentions)", "name", "entities")),
    Statement("mentions", "surface_is_in_the_text", "critical", "a mention's offsets cut its words out of the text",
              _where("segment_index = end_segment_index AND surface <> text[char_start + 1 : char_end]",
                     "episode_id || ' ' || mention_index || ': ' || surface",
                     "mentions JOIN (SELECT episode_id, segment_index, text FROM segments) "
                     "USING (episode_id, segment_index)")),
    Statement("mentions", "mention_rate_is_usual", "info",
              "no episode of 500 words and more has ten times as many mentions a word as the median one", """
        SELECT count(*) AS unexpected_count,
            array_to_string(min(format('{} ({:.0f} in 1000 words)', episode_id, 1000 * rate), 3), '; ') AS detail
        FROM (SELECT episode_id, named / word_count AS rate, median(named / word_count) OVER () AS usual
            FROM (SELECT episode_id, count(*) AS named FROM mentions GROUP BY ALL) JOIN episodes USING (episode_id)
            WHERE word_count >= 500)
        WHERE rate > 10 * usual HAVING count(*) > 0"""),
)  # fmt: skip
