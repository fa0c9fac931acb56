-- The milliseconds that a written time stands for: h:mm:ss, m:ss or seconds, with a fraction or without; NULL if unread.
-- parse_timecode('1:02:05.5') is 3725500
CREATE OR REPLACE MACRO parse_timecode(written) AS
    list_transform(
        [regexp_extract(
            trim(written),
            '^(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,9})(?:[.,](\d{1,9}))?$',
            ['hours', 'minutes', 'seconds', 'fraction']
        )],
        lambda part: CASE
            WHEN part.hours <> '' AND try_cast(part.minutes AS BIGINT) > 59 THEN NULL
            WHEN part.minutes <> '' AND try_cast(part.seconds AS BIGINT) > 59 THEN NULL
            ELSE try_cast(part.seconds AS BIGINT) * 1000
                + coalesce(try_cast(part.hours AS BIGINT), 0) * 3600000
                + coalesce(try_cast(part.minutes AS BIGINT), 0) * 60000
                + left(rpad(part.fraction, 3, '0'), 3)::BIGINT
        END
    )[1]
