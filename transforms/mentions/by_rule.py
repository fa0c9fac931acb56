"""Words that have a capital by the rules of spelling and name nothing: peoples, languages, faiths, days."""

from __future__ import annotations

# Of each the plural with an s is meant too.
_PEOPLES = (
    "afghan", "african", "albanian", "algerian", "american", "andalusian", "angolan", "arab", "argentine",
    "argentinian", "armenian", "asian", "australian", "austrian", "azerbaijani", "balkan", "bangladeshi", "bavarian",
    "belarusian", "belgian", "bolivian", "bosnian", "brazilian", "briton", "bulgarian", "californian", "cambodian",
    "cameroonian", "canadian", "caribbean", "catalan", "caucasian", "chilean", "colombian", "congolese", "croat",
    "croatian", "cuban", "cypriot", "dane", "dominican", "ecuadorian", "egyptian", "emirati", "eritrean", "estonian",
    "ethiopian", "european", "filipino", "finn", "fleming", "floridian", "georgian", "german", "ghanaian", "greek",
    "guatemalan", "haitian", "hawaiian", "hispanic", "hungarian", "icelander", "indian", "indonesian", "iranian",
    "iraqi", "israeli", "italian", "ivorian", "jamaican", "jordanian", "kazakh", "kenyan", "korean", "kurd", "kuwaiti",
    "latina", "latino", "latvian", "lebanese", "libyan", "lithuanian", "londoner", "macedonian", "malaysian",
    "maltese", "mexican", "moldovan", "mongolian", "moroccan", "muscovite", "namibian", "nepali", "nicaraguan",
    "nigerian", "norwegian", "pakistani", "palestinian", "panamanian", "parisian", "persian", "peruvian", "pole",
    "polynesian", "prussian", "roman", "romanian", "russian", "rwandan", "salvadoran", "saudi", "scandinavian", "scot",
    "serb", "serbian", "siberian", "sicilian", "singaporean", "slav", "slovak", "slovene", "slovenian", "somali",
    "soviet", "spaniard", "sudanese", "swede", "syrian", "taiwanese", "tanzanian", "texan", "thai", "tibetan",
    "tunisian", "turk", "ugandan", "ukrainian", "uruguayan", "uyghur", "uzbek", "venezuelan", "venetian", "viennese",
    "vietnamese", "viking", "yemeni", "zambian", "zimbabwean", "northerner", "southerner", "westerner", "anglican",
    "baptist", "buddhist", "calvinist", "catholic", "christian", "hindu", "jew", "lutheran", "mennonite", "methodist",
    "mormon", "muslim", "protestant", "quaker", "sikh", "sunni", "taoist", "marxist", "stalinist", "leninist",
    "democrat", "republican", "victorian", "edwardian", "elizabethan", "darwinian", "newtonian", "freudian",
    "kafkaesque", "orwellian", "bayesian", "gaussian", "boolean", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday",
)  # fmt: skip
_OTHERS = (
    "english", "british", "irish", "scottish", "welsh", "french", "dutch", "swiss", "swedish", "danish", "finnish",
    "icelandic", "polish", "czech", "turkish", "kurdish", "spanish", "portuguese", "japanese", "chinese", "cantonese",
    "mandarin", "burmese", "flemish", "jewish", "islamic", "arabic", "hebrew", "aramaic", "hindi", "urdu", "bengali",
    "tamil", "telugu", "punjabi", "swahili", "yoruba", "farsi", "pashto", "yiddish", "latin", "gaelic", "basque",
    "galician", "creole", "esperanto", "tagalog", "malay", "javanese", "quechua", "sanskrit", "cyrillic", "celtic",
    "nordic", "baltic", "slavic", "germanic", "arctic", "antarctic", "mediterranean", "byzantine", "ottoman",
    "hellenic", "northern", "southern", "western", "eastern", "north", "south", "east", "west", "midwestern",
    "christmas", "easter", "hanukkah", "ramadan", "diwali", "passover", "thanksgiving", "halloween", "internet", "web",
    "god", "jesus", "bible", "quran", "torah", "covid", "earth", "sun", "moon", "christianity", "islam", "judaism",
    "buddhism", "hinduism", "catholicism", "protestantism", "marxism", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip


BY_RULE = (*_PEOPLES, *(f"{word}s" for word in _PEOPLES), *_OTHERS)
"""The words that have a capital by rule, one by one and in the plural."""
