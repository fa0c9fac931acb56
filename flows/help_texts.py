"""What the command line says of itself."""

from __future__ import annotations

ABOUT = "Turns raw podcast text into a ledger to query with SQL: who said what, when, about what."
EXAMPLES = """\
examples:
  castledger run transcripts/              read a folder, publish data/warehouse.duckdb
  castledger sql "FROM episode_overview"   ask it
  castledger search open weights           find who said it, and when
  castledger export --to parquet/          write every table to Parquet
  castledger info                          what there is, what was rejected and why

The data folder is --data DIR, or else the environment's CASTLEDGER_DATA, or else ./data.
Exit status: 0 all well, 1 finished with rejects (run --strict), 2 could not run."""

RUN_USAGE = """\
castledger run [SOURCE ...] [--data DIR] [--forget SOURCE] [--strict] [--workers N] [--settings FILE]
                      [--model MODEL] [--max-LIMIT N ...]"""
RUN = """\
Reads files, folders and globs (quote a glob to have it looked at again in later runs), or @FILE, a list of them with
one a line; recognises formats by content, and publishes a checked warehouse. Without SOURCE, reads the sources of
earlier runs again. What has not changed is not read again; what is gone from its source leaves the warehouse."""
RUN_EXAMPLES = """\
examples:
  castledger run talks/ more/episode.vtt
  castledger run "archive/**/*.srt" --data /srv/podcasts
  castledger run talks/ --strict           exit status 1 when anything was rejected
  castledger run talks/ --max-seconds 10 --max-bytes 64M
  castledger run talks/ --settings castledger.toml
  castledger run --forget talks/           take what came from there out again

A model of spaCy or GLiNER that is on this machine finds names that nothing else finds, at low confidence:
  castledger run talks/ --model spacy:en_core_web_sm

The settings file has the models, and a table whose keys are the limits without `max-`:
  models = ["spacy:en_core_web_sm"]
  [limits]
  bytes = "64M"
  seconds = 10

A Prefect server is started for the run and ended with it, unless PREFECT_API_URL or a Prefect profile names one."""

SQL = """\
Prints what a query returns; a query cannot change the warehouse. Tables and columns say what they mean:
  castledger sql "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE comment IS NOT NULL\""""
SQL_EXAMPLES = """\
examples:
  castledger sql "SELECT name, count(*) FROM mentions JOIN entities USING (entity_id) GROUP BY ALL ORDER BY 2 DESC"
  castledger sql "FROM segments" --format parquet --to segments.parquet
  castledger sql - --format csv < query.sql"""

SEARCH = "Finds lines by their words, best first, with who said them, when, and a link to the second."
SEARCH_EXAMPLES = """\
examples:
  castledger search open weights
  castledger search "who pays for inference" --limit 30"""

EXPORT = """\
Writes every table: zstd Parquet with descriptions and units in the files, large tables partitioned by show; or CSV,
JSON lines, or a corpus for ConvoKit."""
EXPORT_EXAMPLES = """\
examples:
  castledger export --to parquet/
  castledger export --to out/ --format csv --format jsonl"""

INFO = """\
Says what the warehouse holds, how the last run went, and what was left alone, rejected or looks wrong: how often, why,
and where, with a few examples of each. All of them are in the tables documents, rejects and warnings:
  castledger sql "SELECT reason, uri, locator, detail FROM rejects"
  castledger sql "SELECT warnings.reason, uri, locator, detail FROM warnings JOIN documents USING (document_id)"
  castledger sql "SELECT status, reason, uri FROM documents WHERE status <> 'parsed'\""""

LEXICON = """\
Names of your own, beside the lexicon that ships: of your field, your company, your competitors. Of a name and kind that
both have, yours counts. A lexicon file is CSV in UTF-8 with a header; several values in one field are parted by |:
  name           as it is written (needed)
  kind           person, organization, product, work, place, event, technique or topic (needed)
  aliases        what people also write: short forms, former names, never what a recogniser makes of it
  ambiguous      those of the name and the aliases that mean other things too, and need context
  homepage, wikidata_id, description"""
LEXICON_EXAMPLES = """\
examples:
  castledger lexicon add robots.csv
  castledger lexicon convert companies.csv --to firms.csv --kind organization --name-column company
  castledger lexicon convert latest-all.json.bz2 --to wikidata.csv --least-sitelinks 40
  castledger lexicon report"""
LEXICON_ADD = """\
Checks a lexicon file, tells what is wrong in it by line, and copies it into the data folder's lexicon/, where the next
run finds it. A file of the same name there is replaced. What cannot be used is in the table rejects after that run."""
LEXICON_CONVERT = """\
Makes a lexicon file from a dump, line by line, so that a dump of any size fits: a CSV file of anybody's, one of the
Wikidata query service (item, itemLabel, itemAltLabel, itemDescription, instanceOf, website), or Wikidata's own JSON, an
item a line. Kinds are told by a column with one of ours, or with a class of Wikidata or its label; for all others
--kind says it, or they are left out. Look through the result before you add it: padding costs precision."""
LEXICON_REPORT = """\
Compares your lexicon files with the warehouse: entries that nobody mentions, forms that several entities have, forms
that are common words and are not marked as ambiguous."""

CORRECTIONS = """\
What words stand for, where it was taken wrongly: lines of the data folder's corrections.csv with the columns surface,
show, episode, entity and kind. They hold for an episode, a show, or everywhere; the narrowest counts. The next run
applies them to what was read before as well. The mart entity_audit shows what was taken for what."""
CORRECTIONS_EXAMPLES = """\
examples:
  castledger corrections add "the bear" Debear --kind product --show "Low Tide"
  castledger corrections add Gemini "not an entity" --episode "Of Stars"
  castledger corrections list"""
CORRECTIONS_ADD = "Adds a line to the data folder's corrections.csv, which can be edited by hand as well."
CORRECTIONS_LIST = "Prints the corrections and what is wrong in them, by line."
