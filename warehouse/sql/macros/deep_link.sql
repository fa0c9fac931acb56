-- An address that opens a recording at a time in milliseconds: ?t= for players that take it, #t= for all else.
-- deep_link('https://cast.example/1.mp3', 65000) is https://cast.example/1.mp3#t=65
CREATE OR REPLACE MACRO deep_link(url, ms) AS
    CASE
        WHEN ms IS NULL THEN url
        WHEN opens_at_a_time(url) THEN
            list_transform(
                [rtrim(regexp_replace(regexp_replace(url, '#.*$', ''), '([?&])t=[^&]*&?', '\1'), '?&')],
                lambda plain: plain || CASE WHEN contains(plain, '?') THEN '&t=' ELSE '?t=' END
            )[1] || (greatest(ms, 0)::BIGINT // 1000)
        ELSE regexp_replace(url, '#.*$', '') || '#t=' || (greatest(ms, 0)::BIGINT // 1000)
    END
