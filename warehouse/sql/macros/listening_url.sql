-- The address of an episode that can be opened at a second: its page if that is a player, else the audio, else the page.
-- listening_url('https://cast.example/1', 'https://cast.example/1.mp3') is https://cast.example/1.mp3
CREATE OR REPLACE MACRO listening_url(page, audio) AS
    CASE WHEN opens_at_a_time(page) THEN page ELSE coalesce(audio, page) END
