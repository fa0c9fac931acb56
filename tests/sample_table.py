"""What was written into the samples: words, speakers, titles, times, as they must come out."""

from __future__ import annotations

from typing import NamedTuple

DIRECTORY = "smoke-and-sensor-directory.txt"
DAMAGED = "loopback-lounge-86-damaged.srt"


class Spoken(NamedTuple):
    """Speech as written: `words` in all, first and last words, turns by label, cues or records where they are exact."""

    file: str
    format: str
    words: int
    first: str
    last: str
    turns: dict[str, int]
    segments: int | None = None


class Fact(NamedTuple):
    """What a sample says of its episode; None is not said."""

    file: str
    title: str
    show: str | None = None
    number: str | None = None
    date: str | None = None
    seconds: int | None = None
    chapters: int = 0
    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()


# fmt: off
# A file's member is `file#ordinal`. Times that a sample states are in FIRST_AND_LAST.
SPOKEN = (
    Spoken(f"{DIRECTORY}#1", "listing_page", 407, "Welcome to the question box.", "the box again next year.",
           {"Odie": 9, "Fintan": 8}),
    Spoken(f"{DIRECTORY}#3", "listing_page", 540, "Good afternoon, Ardnamoor.", "nettles on your way out.",
           {"odie": 6, "odie2": 3, "Fintan Wark": 4, "Ngozi Tremaine": 3, "Bertil Ashgrove": 3, "Queenie Lafferty": 4,
            "speaker 1": 1}),
    Spoken(f"{DIRECTORY}#4", "listing_page", 496, "Hello and welcome to Smoke", "You can take one jar.",
           {"Fintan": 6, "Odie": 7, "Ngozi": 11}),
    Spoken(f"{DIRECTORY}#5", "listing_page", 421, "Hey everyone, welcome back to", "Thank you for having me.",
           {"odie": 5, "Petra Solheim-Dray": 9, "Fintan Wark": 4}),
    Spoken(f"{DIRECTORY}#6", "listing_page", 299, "Welcome to the very first", "lets go of the letters.",
           {"Odie": 9, "Fintan": 8}),
    Spoken(f"{DIRECTORY}#8", "listing_page", 580, "Hey, this is Odie, alone", "was. Thanks for having me.", {}),
    Spoken(f"{DIRECTORY}#9", "listing_page", 410, "Hi, welcome to Smoke and", "I can't feel my legs.",
           {"Odie": 6, "Lindiwe": 8, "Tomasz": 5, "Fintan": 5}),
    Spoken(f"{DIRECTORY}#11", "listing_page", 310, "This is the field guide", "number, get a second one.",
           {"Odie": 6, "Fintan": 6}),
    Spoken(f"{DIRECTORY}#12", "listing_page", 294, "okay is it going i", "it is the other one", {}),
    Spoken("smoke-and-sensor-what-the-waggle-says.txt", "text", 580, "Hey, this is Odie, alone",
           "was. Thanks for having me.", {}),
    Spoken("smoke-and-sensor-live-is-anyone-home.json3", "youtube_json", 155, "okay we are live i",
           "you for getting up everyone", {}, 23),
    Spoken("late-arriving-data-the-table-nobody-owns.txt", "text", 891, "Hello, and welcome to Late",
           "your partitions arrive on time.", {}),
    Spoken("late-arriving-data-212.txt", "text", 1508, "This is episode number 212", "your partitions arrive on time.",
           {}),
    Spoken("late-arriving-data-205.assemblyai.json", "assemblyai_json", 301, "Hi everyone, I'm Nadia Ferreira-Kwan,",
           "it's on your recording now.", {"A": 7, "B": 7}),
    Spoken("late-arriving-data-198.md", "markdown", 758, "Welcome back to Late Arriving", "cake left. But thank you.",
           {"Joss Albrightson": 8, "Zbigniew Hallworth": 15, "Nadia Ferreira-Kwan": 9}),
    Spoken(DAMAGED, "subrip", 171, "This is the Loopback Lounge,", "I eat with selected partners.",
           {"Tuva": 5, "Bashir": 4}, 17),
    Spoken("loopback-lounge-88-the-cache-that-lied.vtt", "webvtt", 712, "Welcome to the Loopback Lounge,",
           "to Gerald if he's listening.", {"Bashir Noorholt": 9, "Tuva Raeburn": 8, "Kit Marchetti": 14}, 77),
    Spoken("loopback-lounge-90.md", "markdown", 597, "Welcome back to the Loopback", "Thank you for the heating.",
           {"BN": 9, "TR": 8, "NO": 15}),
    Spoken("loopback-lounge-93.otter.txt", "text", 257, "Welcome to Loopback Lounge.", "in the cupboard. Goodbye.",
           {"Tuva Raeburn": 7, "Bashir Noorholt": 6}, 13),
    Spoken("loopback-lounge-winter-quiz.ass", "ass", 254, "It's the Loopback Lounge winter",
           "plant. Happy new year, everyone.", {"Tuva": 9, "Bashir": 5, "Moss": 5}, 41),
    Spoken("mag-eleven-youtube-summary.txt", "text", 875, "And I looked at the", "everybody. And close the blinds.",
           {}),
    Spoken("mag-eleven-the-double-double.en.vtt", "webvtt", 150, "hello and welcome to under",
           "that's the show good night", {}, 25),
    Spoken("mag-eleven-033-on-cold.txt", "text", 543, "Under a Mag Eleven Sky,", "Eleven Sky. Wrap up warm.", {}, 56),
    Spoken("star-party-at-sorra-point.whisper.json", "whisper_json", 329, "Welcome to Under a Mag",
           "more or less. Good night.", {}, 45),
    Spoken("ropes-and-ledgers-07.html", "html", 477, "You're listening to Ropes and", "older than both of us.",
           {"Hester": 11, "Tobias": 11}),
    Spoken("ropes-and-ledgers-11-the-rope-walk.ttml", "ttml", 396, "This is Ropes and Ledgers,",
           "welcome. Forwards, for a change.", {"SPEAKER_1": 9, "SPEAKER_2": 9}),
    Spoken("ropes-and-ledgers-12.5.md", "markdown", 531, "Before we start, this is", "my regards to the cat.",
           {"Q": 14, "A": 14}),
    Spoken("ropes-and-ledgers-postscript.aws.json", "aws_transcribe_json", 102, "Hester Amankwah here, with a",
           "why I have a job.", {"spk_0": 4, "spk_1": 4}),
    Spoken("why-it-browns-s02e03-the-mayonnaise-is-sulking.txt", "text", 653, "Hi, it's Delphine, and this",
           "has got water in it.", {}, 64),
    Spoken("why-it-browns-s02e04.srt", "subrip", 471, "I've got two pans in", "take the left pan home?",
           {"Delphine (host)": 8, "Tam (host)": 9, "Ottoline (guest)": 9}, 58),
    Spoken("why-it-browns-s02e05.json", "podcasting20_json", 534, "This is Why It Browns,", "Thank you for the butter.",
           {"Tam Buell": 7, "Delphine Okafor-Reyes": 8, "Anselm Drury": 11}, 58),
    Spoken("fourth-estuary-who-moved-the-bus-stop.txt", "text", 456, "Good evening, this is The",
           "paper, it's one pound twenty.", {"Callum Adeyinka-Price": 8, "Wren Sotelo": 10, "Agnes Pemberthy": 5}),
    Spoken("fourth-estuary-live-at-the-anchor.html", "html", 518, "Welcome to a live edition",
           "Moses for holding the microphone.", {"Callum": 11, "Wren": 8, "Agnes": 11, "Moses": 1}),
    Spoken("brindle-council-item-seven.sbv", "sbv", 305, "Good evening. This is the",
           "somebody please tell the lady.", {"Clerk": 5, "Chair": 10, "Thackeray": 4, "Sotelo": 2, "Resident": 1}, 48),
    Spoken("inkwell-in-two-minutes.deepgram.json", "deepgram_json", 132, "Brindle Courier, web desk, this",
           "seconds left. I'll keep them.", {"0": 5, "1": 4}),
    Spoken("cuaderno-de-mareas-14.md", "markdown", 492, "Buenas tardes y bienvenidos a",
           "que han estado muy correctas.", {"Lucía": 13, "Ramiro": 13}),
    Spoken("feierabend-im-stellwerk-062.txt", "text", 463, "Moin und herzlich willkommen zu",
           "Zuhören, und putzt eure Hebel.", {"Wiebke Ottmanns": 13, "Jannis Kröger-Lübbe": 12}),
    Spoken("yofukashi-kogubako-048.srt", "subrip", 940, "こんばんは、", "よい夜ふかしを。",
           {"真壁ユウ": 17, "小早川ミナト": 16}, 56),
)
WAGGLE = "What the Waggle *Really* Says — with Iseult Marrane"
TITLE_212 = "Backpressure, Sluicegate and the Night of the Late Partitions, with Ngaire Oyelaran"
SMOKE, LATE = "Smoke and Sensor", "Late Arriving Data"
FACTS = (
    Fact(f"{DIRECTORY}#1", "The Overwintering Question Box (2023)", SMOKE, date="2023-12-07", seconds=168),
    Fact(f"{DIRECTORY}#2", "The Swarm Special (cleaned audio)", SMOKE, date="2023-06-11", seconds=212, chapters=3),
    Fact(f"{DIRECTORY}#3", "The Swarm Special (live in Ardnamoor w/ Ngozi Tremaine, Bertil Ashgrove, "
         "Queenie Lafferty, et al)", SMOKE, date="2023-06-11", seconds=223, chapters=4,
         guests=("Ngozi Tremaine", "Bertil Ashgrove", "Queenie Lafferty")),
    Fact(f"{DIRECTORY}#4", "Counting Mites with a Webcam — with Ngozi Tremaine of Varroscope", SMOKE,
         date="2023-05-25", seconds=208, chapters=5, guests=("Ngozi Tremaine",)),
    Fact(f"{DIRECTORY}#5", "Forty Kilos of Truth — with Petra Solheim-Dray of Combwise", SMOKE,
         date="2023-05-04", seconds=177, chapters=4, guests=("Petra Solheim-Dray",)),
    Fact(f"{DIRECTORY}#6", "The Overwintering Question Box (2022)", SMOKE, date="2022-12-08", seconds=126, chapters=3),
    Fact(f"{DIRECTORY}#7", "[Loopback Lounge] Interrupts and Insects", SMOKE, date="2022-11-29", seconds=1458,
         chapters=5),
    Fact(f"{DIRECTORY}#8", WAGGLE, SMOKE, date="2022-11-10", seconds=229, chapters=5, guests=("Iseult Marrane",)),
    Fact(f"{DIRECTORY}#9", "The Honey Cooperative That Runs on One Spreadsheet — with Tomasz Bellweather and "
         "Lindiwe Okpara of Skepfield", SMOKE, date="2022-10-20", seconds=171, chapters=4,
         guests=("Tomasz Bellweather", "Lindiwe Okpara")),
    Fact(f"{DIRECTORY}#10", "Thermals, Torque and a Broken Honey Extractor", SMOKE, date="2021-11-18", seconds=3821,
         chapters=6),
    Fact(f"{DIRECTORY}#11", "A Field Guide to LoRa for People Who Would Rather Be Outside", SMOKE,
         date="2021-09-30", seconds=130),
    Fact(f"{DIRECTORY}#12", "Hello, We Keep Bees", SMOKE, date="2021-09-02", seconds=108),
    Fact("smoke-and-sensor-what-the-waggle-says.txt", WAGGLE, SMOKE, "34", seconds=229, chapters=5,
         guests=("Iseult Marrane",)),
    Fact("late-arriving-data-the-table-nobody-owns.txt", "The Table Nobody Owns & Other Ghost Stories",
         LATE, date="2024-03-14", chapters=5),
    Fact("late-arriving-data-212.txt", TITLE_212, number="212", guests=("Ngaire Oyelaran",)),
    Fact("late-arriving-data-212-notes.md", TITLE_212, LATE, "212", "2024-03-21", 612, 9,
         ("Joss Albrightson",), ("Ngaire Oyelaran",)),
    Fact("late-arriving-data-198.md", "Schema Drift Is a People Problem", LATE, "198", "2023-11-30",
         358, hosts=("Joss Albrightson", "Nadia Ferreira-Kwan"), guests=("Zbigniew Hallworth",)),
    Fact("loopback-lounge-90.md", "Saying No, Mostly", "Loopback Lounge", "90", "2022-11-15",
         hosts=("Bashir Noorholt", "Tuva Raeburn"), guests=("Ngaire Oyelaran",)),
    Fact("loopback-lounge-91.md", "Interrupts and Insects", "Loopback Lounge", "91", "2022-11-29", 1458, 5),
    Fact("loopback-lounge-93.otter.txt", "The Cluster in the Cupboard"),
    Fact("loopback-lounge-winter-quiz.ass", "The Loopback Lounge Winter Quiz"),
    Fact("ropes-and-ledgers-11-the-rope-walk.ttml", "Two Hundred and Six Women, Knitting", seconds=159),
    Fact("ropes-and-ledgers-12.5.md", "The Customs House Cat", "Ropes and Ledgers", "12.5", "2024-01-19",
         hosts=("Hester Amankwah",), guests=("Tobias Renwick-Lund",)),
    Fact("why-it-browns-s02e04.json", "Salt Before or Salt After?", "Why It Browns", chapters=5),
    Fact("why-it-browns.rss.xml#1", "The Eight Minutes in Which Bread Makes Up Its Mind", "Why It Browns", "5",
         "2024-05-09", 224, hosts=("Delphine Okafor-Reyes", "Tam Buell"), guests=("Anselm Drury",)),
    Fact("why-it-browns.rss.xml#2", "Salt Before or Salt After?", "Why It Browns", "4", "2024-04-25", 192,
         hosts=("Delphine Okafor-Reyes", "Tam Buell"), guests=("Ottoline Marsh",)),
    Fact("why-it-browns.rss.xml#3", "The Mayonnaise Is Sulking", "Why It Browns", "3", "2024-04-11", 268,
         hosts=("Delphine Okafor-Reyes",), guests=("Fergal Whitlock",)),
    Fact("why-it-browns.rss.xml#4", "What a Fridge Is Thinking", "Why It Browns", "2", "2024-03-28", 1312, 3,
         hosts=("Delphine Okafor-Reyes", "Tam Buell")),
    Fact("fourth-estuary-who-moved-the-bus-stop.txt", "Who Moved the Bus Stop?", "The Fourth Estuary",
         date="2023-11-08", hosts=("Callum Adeyinka-Price",)),
    Fact("fourth-estuary-live-at-the-anchor.html", "Live at the Anchor", "The Fourth Estuary", date="2024-02-17"),
    Fact("cuaderno-de-mareas-14.md", "Cantar las cajas: la cooperativa La Boya", "Cuaderno de Mareas", "14",
         "2023-05-18", hosts=("Lucía Etxarri",), guests=("Ramiro Quispe Altuna",)),
    Fact("feierabend-im-stellwerk-062.txt", "Der Hebel, von dem niemand wusste", "Feierabend im Stellwerk", "62",
         "2023-11-24"),
)
# First start, and the last end (or, where starts alone are written, the last start), in ms; None is not marked.
FIRST_AND_LAST = {
    f"{DIRECTORY}#3": (0, 215_000), f"{DIRECTORY}#4": (0, 208_000), f"{DIRECTORY}#5": (0, 171_000),
    f"{DIRECTORY}#8": (0, 224_000), f"{DIRECTORY}#9": (0, 171_000),
    "smoke-and-sensor-what-the-waggle-says.txt": (0, 224_000),
    "late-arriving-data-205.assemblyai.json": (240, 121_191),
    "loopback-lounge-88-the-cache-that-lied.vtt": (800, 281_775),
    "loopback-lounge-90.md": (3_400, 235_900),
    "loopback-lounge-93.otter.txt": (2_000, 103_000),
    "loopback-lounge-winter-quiz.ass": (1_000, 104_370),
    "mag-eleven-youtube-summary.txt": (0, None),
    "mag-eleven-033-on-cold.txt": (0, 222_000),
    "star-party-at-sorra-point.whisper.json": (0, 153_060),
    "ropes-and-ledgers-07.html": (0, 179_000),
    "ropes-and-ledgers-11-the-rope-walk.ttml": (1_500, 159_507),
    "why-it-browns-s02e04.srt": (500, 187_449),
    "why-it-browns-s02e05.json": (800, 215_700),
    "fourth-estuary-who-moved-the-bus-stop.txt": (2_000, 178_000),
    "brindle-council-item-seven.sbv": (4_000, 150_811),
    "inkwell-in-two-minutes.deepgram.json": (160, 44_661),
    "ropes-and-ledgers-postscript.aws.json": (40, 43_120),
    "feierabend-im-stellwerk-062.txt": (1_000, 179_000),
    "yofukashi-kogubako-048.srt": (1_000, 159_733),
}
NOT_EPISODES = {"LICENCE.md": "licence", "README.md": None}
COPY = "late-arriving-data-198-copy.md"
# fmt: on
