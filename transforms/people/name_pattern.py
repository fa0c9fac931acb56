"""What a name looks like in running text, for Python's and for Rust's regular expressions, and words that are none."""

from __future__ import annotations

_PARTICLES = r"(?:van|von|de|der|den|da|dos|du|la|le|el|al|bin|ibn|ben|ter|di|af|av|zu|y|e)"
_WORD = r"(?:St\.|Jr\.|Sr\.|[^\W\d_a-zß-öø-ÿ](?:\.|['’]?[^\W\d_](?:[\w'’-]*[^\W_])?)|[^\W\d_a-zß-öø-ÿ](?![\w'’]))"
NAME = rf"{_WORD}(?: (?:{_PARTICLES} ){{0,3}}{_WORD}){{0,4}}"
"""A run of capitalised words with the particles of names between them (Python)."""

CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
"""A capital letter of the languages that names are looked for in (Python and Rust)."""

_CALLED = rf"{CAPITAL}[\w'’-]*\w"
CALLED = rf"{_CALLED}(?: (?:{_CALLED}))?"
"""One or two capitalised words, as people are called by (Rust)."""

# Capitalised words of speech that no name consists of.
NO_NAMES = frozenset((
    "i", "i'm", "i’m", "i've", "i’ve", "i'll", "i’ll", "i'd", "i’d", "im", "and", "but", "so", "or", "if", "the",
    "a", "an", "this", "that", "these", "those", "it", "it's", "it’s", "is", "are", "was", "we", "we're", "we’re",
    "you", "you're", "you’re", "he", "she", "they", "my", "our", "your", "what", "when", "where", "why", "who",
    "how", "which", "while", "well", "yes", "no", "yeah", "yep", "okay", "ok", "oh", "um", "uh", "hey", "hi",
    "hello", "hallo", "hola", "thanks", "thank", "great", "good", "awesome", "cool", "nice", "right", "sure", "now",
    "then", "today", "tonight", "please", "welcome", "because", "with", "for", "from", "at", "on", "in", "of", "to",
    "as", "not", "also", "just", "let", "let's", "let’s", "there", "here", "alright", "all", "absolutely",
    "exactly", "really", "maybe", "actually", "podcast", "episode", "show", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "january", "february", "march", "july",
    "september", "october", "november", "december", "everyone", "everybody", "folks", "guys", "friends", "mr",
    "mrs", "ms", "dr", "prof", "professor", "associate", "assistant", "principal", "senior", "chief", "executive",
    "ceo", "cto", "cfo", "coo", "cpo", "vp", "svp", "evp", "director", "manager", "engineer", "scientist",
    "founder", "co-founder", "cofounder", "president", "head", "lead", "partner", "host", "co-host", "cohost",
    "author", "editor", "researcher", "architect", "developer", "advocate", "sir", "madam", "dude", "man", "bro",
    "yo", "gosh", "god",
))  # fmt: skip
# Words that open sentences before a comma, and end them behind one.
NOT_CALLED = NO_NAMES | frozenset((
    "again", "anyway", "anyways", "basically", "certainly", "clearly", "consequently", "correct", "currently",
    "definitely", "earlier", "especially", "eventually", "fair", "fantastic", "fine", "finally", "first", "firstly",
    "fortunately", "four", "frankly", "funny", "furthermore", "generally", "gotcha", "hence", "historically",
    "honestly", "hopefully", "however", "huh", "ideally", "importantly", "in", "incredible", "indeed", "initially",
    "instead", "interesting", "interestingly", "ironically", "last", "lastly", "later", "like", "likewise",
    "literally", "look", "lovely", "luckily", "meanwhile", "mhm", "mm", "moreover", "mostly", "nah", "naturally",
    "nevertheless", "next", "nope", "normally", "obviously", "occasionally", "one", "often", "once", "originally",
    "otherwise", "overall", "particularly", "perfect", "perhaps", "personally", "plus", "possibly", "presumably",
    "previously", "probably", "quite", "recently", "regardless", "sadly", "same", "say", "second", "secondly",
    "see", "seriously", "similarly", "simply", "since", "some", "sometimes", "soon", "sorry", "still", "suddenly",
    "super", "surely", "surprisingly", "technically", "ten", "third", "thirdly", "though", "three", "thus",
    "totally", "traditionally", "truly", "two", "typically", "ultimately", "understood", "unfortunately", "until",
    "usually", "very", "wait", "whatever", "whenever", "wherever", "whoa", "whoever", "wonderful", "wow", "yay",
    "yesterday", "yet", "yup", "ah", "aha", "aww", "bravo", "bye", "congratulations", "congrats", "duh", "eh",
    "haha", "hmm", "hm", "hooray", "oops", "ouch", "phew", "ugh", "whew", "ladies", "gentlemen", "y'all", "y’all",
    "team", "boys", "girls", "sí", "bueno", "pues", "entonces", "también", "además", "ahora", "claro", "gracias",
    "y", "o", "pero", "ja", "nein", "also", "und", "aber", "genau", "oui", "non", "mais", "donc", "alors", "sim",
    "não", "então", "mas", "sì", "però", "allora",
))  # fmt: skip
