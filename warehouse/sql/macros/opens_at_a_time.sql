-- Whether an address belongs to a player that takes the second to start at as the parameter t.
-- opens_at_a_time('https://youtu.be/abc') is true
CREATE OR REPLACE MACRO opens_at_a_time(url) AS
    regexp_matches(
        lower(url),
        '^https?://([a-z0-9-]+\.)*(youtube\.com|youtube-nocookie\.com|youtu\.be|spotify\.com|podcasts\.apple\.com)/'
    )
