"""Names in addresses: the site's own, a project's on a code host, a person's on a social network."""

from __future__ import annotations

import polars as pl

_FIND = ("document_id", "ordinal")
_HOSTS = {
    "person": r"^(?:twitter|x|instagram|bsky|threads|mastodon|linkedin)\.",
    "product": r"^(?:github|gitlab|pypi|npmjs|crates|huggingface|sourceforge|codeberg)\.",
}
_PATH = (
    r"^(?:in/|@|project/|package/|spaces/|models/|datasets/|profile/)?([A-Za-z][\w.-]{2,30})"
    r"(?:/([A-Za-z][\w.-]{1,30}))?"
)
# Hosts whose own name says nothing of what the link is about.
_CARRIERS = (
    "amazon", "amzn", "anchor", "apple", "archive", "arxiv", "bandcamp", "bit", "blogspot", "buzzsprout",
    "buymeacoffee", "calendly", "castbox", "discord", "docs", "dropbox", "example", "eventbrite", "facebook",
    "feedburner", "forms", "gist", "github", "gitlab", "google", "googleapis", "gov", "huggingface", "imgur",
    "instagram", "libsyn", "linkedin", "linktr", "localhost", "medium", "megaphone", "meetup", "notion", "overcast",
    "patreon", "paypal", "pinterest", "play", "pocketcasts", "podbean", "podcast", "podcasts", "pypi", "reddit",
    "shopify", "simplecast", "soundcloud", "spotify", "squarespace", "stitcher", "substack", "t", "tiktok",
    "transistor", "tumblr", "twitch", "twitter", "typeform", "vimeo", "web", "wikipedia", "wordpress", "x",
    "ycombinator", "youtu", "youtube", "zoom",
)  # fmt: skip
# Hosts where the first part of the name is whose page it is.
_HOSTED = (
    r"github\.io|gitlab\.io|substack\.com|medium\.com|wordpress\.com|blogspot\.com|tumblr\.com|bandcamp\.com|itch\.io"
)
_NOBODY = (
    "search",
    "status",
    "watch",
    "hashtag",
    "home",
    "share",
    "intent",
    "company",
    "about",
    "blog",
    "feed",
    "channel",
)


def names_in_links(links: pl.DataFrame) -> pl.DataFrame:
    """Return document_id, ordinal, name, kind (may be null) and origin ('link') of names that addresses hold.

    `links` has document_id, ordinal and url.
    """
    url = pl.col("url").str.to_lowercase()
    parts = links.select(
        *_FIND,
        host=url.str.extract(r"^https?://(?:www\.|m\.)?([^/:?#\s]+)"),
        path=pl.col("url").str.extract(r"^(?i:https?)://[^/\s]+/([^?#\s]*)"),
    ).drop_nulls("host")
    owner, project = pl.col("path").str.extract(_PATH, 1), pl.col("path").str.extract(_PATH, 2)
    host = pl.col("host")
    owner_of_part = host.str.extract(rf"^([a-z0-9-]+)\.(?:{_HOSTED})$")
    site = pl.coalesce(owner_of_part, host.str.extract(r"([a-z0-9-]+)\.(?:co\.|com\.|org\.)?[a-z]{2,}$"))
    sites = parts.select(*_FIND, name=site, kind=pl.lit(None, pl.String)).filter(
        ~pl.col("name").is_in(_CARRIERS) & pl.col("name").str.len_chars().is_between(4, 20)
    )
    of_hosts = [
        parts.filter(pl.col("host").str.contains(pattern)).select(*_FIND, name=name, kind=pl.lit(kind))
        for kind, pattern in _HOSTS.items()
        for name in ((owner,) if kind == "person" else (project,))
    ]
    named = pl.concat([sites, *of_hosts]).drop_nulls("name").filter(~pl.col("name").is_in(_NOBODY))
    plain = named.with_columns(pl.col("name").str.replace(r"\.git$", "").str.replace_all(r"[-_]", " "))
    return plain.filter(pl.col("name").str.len_chars() > 2).select(*_FIND, "name", "kind", origin=pl.lit("link"))
