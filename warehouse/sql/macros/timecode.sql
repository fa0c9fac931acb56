-- A time in milliseconds as h:mm:ss, rounded down; NULL for NULL.
-- timecode(3725900) is 1:02:05
CREATE OR REPLACE MACRO timecode(ms) AS
    CASE WHEN ms < 0 THEN '-' ELSE '' END || format(
        '{}:{:02d}:{:02d}',
        abs(ms)::BIGINT // 3600000,
        abs(ms)::BIGINT // 60000 % 60,
        abs(ms)::BIGINT // 1000 % 60
    )
