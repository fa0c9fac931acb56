"""Classes of Wikidata that things on podcasts are instances of, and what kind of entity that makes of them."""

from __future__ import annotations

# Kind: class and its English label. Classes are as items name them (`instance of`), so that no tree must be walked.
_CLASSES: dict[str, dict[str, str]] = {
    "person": {
        "Q5": "human", "Q15632617": "fictional human", "Q95074": "fictional character",
    },
    "organization": {
        "Q43229": "organization", "Q4830453": "business", "Q783794": "company", "Q891723": "public company",
        "Q6881511": "enterprise", "Q1058914": "software company", "Q18388277": "technology company",
        "Q167037": "corporation", "Q163740": "nonprofit organization", "Q157031": "foundation",
        "Q31855": "research institute", "Q3918": "university", "Q875538": "public university",
        "Q902104": "private university", "Q22687": "bank", "Q327333": "government agency", "Q7278": "political party",
        "Q484652": "international organization", "Q79913": "non-governmental organization",
        "Q210167": "video game developer", "Q1137109": "video game publisher", "Q18127": "record label",
        "Q2085381": "publisher", "Q11032": "newspaper", "Q192283": "news agency", "Q215380": "musical group",
        "Q476028": "association football club", "Q155271": "think tank", "Q46970": "airline",
        "Q786820": "automobile manufacturer", "Q38723": "higher education institution",
    },
    "product": {
        "Q7397": "software", "Q166142": "application", "Q620615": "mobile app", "Q341": "free software",
        "Q9135": "operating system", "Q9143": "programming language", "Q188860": "software library",
        "Q271680": "software framework", "Q1330336": "web framework", "Q6368": "web browser",
        "Q176165": "database management system", "Q35127": "website", "Q3220391": "social networking service",
        "Q7889": "video game", "Q19723451": "smartphone model", "Q10929058": "product model", "Q2424752": "product",
        "Q115305900": "large language model", "Q1172284": "data set", "Q13479982": "cryptocurrency",
        "Q3231690": "automobile model", "Q431289": "brand",
    },
    "work": {
        "Q571": "book", "Q7725634": "literary work", "Q47461344": "written work", "Q8261": "novel", "Q11424": "film",
        "Q24856": "film series", "Q5398426": "television series", "Q482994": "album", "Q134556": "single",
        "Q7366": "song", "Q24634210": "podcast", "Q13442814": "scholarly article", "Q1002697": "periodical",
        "Q41298": "magazine", "Q5633421": "scientific journal", "Q1555508": "radio program",
        "Q15416": "television program", "Q3305213": "painting", "Q25379": "play", "Q2743": "musical",
        "Q202866": "animated film", "Q93204": "documentary film", "Q21191270": "television series episode",
    },
    "place": {
        "Q515": "city", "Q1549591": "big city", "Q5119": "capital city", "Q6256": "country",
        "Q3624078": "sovereign state", "Q35657": "U.S. state", "Q486972": "human settlement", "Q3957": "town",
        "Q532": "village", "Q5107": "continent", "Q23442": "island", "Q8502": "mountain", "Q4022": "river",
        "Q23397": "lake", "Q82794": "geographic region", "Q123705": "neighborhood", "Q484170": "commune of France",
        "Q1093829": "city in the United States", "Q200250": "metropolis", "Q1637706": "million city",
        "Q33506": "museum", "Q22698": "park",
    },
    "event": {
        "Q1656682": "event", "Q1190554": "occurrence", "Q2020153": "academic conference", "Q625994": "conference",
        "Q198": "war", "Q178561": "battle", "Q40231": "public election", "Q132241": "festival",
        "Q27968055": "recurrent event edition", "Q15275719": "recurring event", "Q3839081": "disaster",
        "Q44512": "epidemic", "Q12184": "pandemic", "Q464980": "exhibition",
    },
    "technique": {
        "Q8366": "algorithm", "Q1799072": "method", "Q2695280": "technique",
    },
    "topic": {
        "Q11862829": "academic discipline", "Q2267705": "field of study", "Q1047113": "specialty", "Q151885": "concept",
        "Q12136": "disease", "Q17737": "theory", "Q336": "science",
    },
}  # fmt: skip
KIND_OF_CLASS = {item: kind for kind, classes in _CLASSES.items() for item in classes}
KIND_OF_LABEL = {label.casefold(): kind for kind, classes in _CLASSES.items() for label in classes.values()}
