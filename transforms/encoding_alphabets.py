"""What the letters of legacy encodings look like in use: which are frequent, which words give a language away."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["latin", "dense", "cjk"]


class Alphabet(NamedTuple):
    """An encoding and its use: `frequent` letters weigh 1, `usual` ones 0.5; `words` are frequent ones with them.

    In a 'latin' encoding letters beyond ASCII stand alone between ASCII letters, in a 'dense' one they make up whole
    words, in a 'cjk' one they are characters of several bytes. Some of the `needed` letters stand in any longer text.
    """

    encoding: str
    kind: Kind
    frequent: frozenset[str]
    usual: frozenset[str]
    words: frozenset[str]
    needed: frozenset[str] = frozenset()


def _alphabet(encoding: str, kind: Kind, frequent: str, usual: str = "", words: str = "", needed: str = "") -> Alphabet:
    return Alphabet(encoding, kind, frozenset(frequent), frozenset(usual), frozenset(words.split()), frozenset(needed))


_RUSSIAN = ("оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъёОЕАИНТСРВЛКМДПУЯГЗБЧЙХЖШЮЦЩЭФЁіїєґІЇЄҐ«»—№")
_RUSSIAN_WORDS = "и в не на я что он с как это по но они мы у за так от же да был для бы"
_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成"
    "方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工"
    "使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表"
    "化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结"
    "反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难"
    "且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运欢迎请谢吧吗呢啊"
)
_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成"
    "方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工"
    "使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表"
    "化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結"
    "反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難"
    "且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運歡迎請謝吧嗎呢啊"
)
_KANA = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだぢづでど"
    "ばびぶべぼぱぴぷぺぽっゃゅょぁぃぅぇぉアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリル"
    "レロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポッャュョァィゥェォー日本人一年大国会中出時行間今何言思私"
)
_HANGUL = (
    "이다는에을가의를고지하은한로기사도자리나어시인아서대그해수있것일스라들만제정전부우안보여게주장구동소상비오면공경도모무"
    "문성조국관치화개분적년니했었습까요네저러생각말사람때세계우리같지금많알되않없왜뭐더잘좀거걸네요예"
)
_LATIN_1 = ("éèàáäöüçñóíêôâãßúå", "øæîûëïõùœÉÈÀÁÄÖÜÇÑÓÍÊÔÂÃÚÅØÆ’‘“”–—…«»°¿¡€£")
_WESTERN = (
    "été même très après à où être là déjà voilà für über können könnte größer müssen natürlich más también está "
    "qué sí así aquí días cómo años señor não é você também são até então já está isto più perché così può è già "
    "però där från också så när på för är och någon være også når får både år två sådan meðan það við að því café "
    "naïve josé rené zoë andré chloé renée"
)
_CENTRAL = ("áíéčřžěšýůóúłąęśćńżźőűăâ", "ďťňľŕôđțșĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽÁÉÍÓÚÝŐŰ„”“–—…«»")
_CENTRAL_WORDS = (
    "že také protože před když být má dělat příklad není jsem těch taky może się że są już być też tylko więc "
    "będzie które jeszcze także coś hogy és egy nem már én így több lesz îi și să în care până când što više može "
    "još već če več tudi kaj š"
)
_PUNCTUATED = "«»“”„‘’–—…·؛،؟ "

ALPHABETS: tuple[Alphabet, ...] = (
    _alphabet("cp1252", "latin", *_LATIN_1, _WESTERN),
    _alphabet("cp1250", "latin", *_CENTRAL, _CENTRAL_WORDS),
    _alphabet("cp1254", "latin", "çğıöşüÇĞİÖŞÜ", "âîû’“”–…",
              "ve bir bu için çok değil olduğu gibi daha şey şu öyle mı mi"),
    _alphabet("mac_roman", "latin", *_LATIN_1, _WESTERN),
    _alphabet("cp850", "latin", *_LATIN_1, _WESTERN),
    _alphabet("cp1255", "dense", "יוהלאמרתבשנ", "גדזחטכךםןסעפףצץק־" + _PUNCTUATED, "של את על לא זה עם גם אני הוא"),
    _alphabet("cp1251", "dense", *_RUSSIAN, _RUSSIAN_WORDS),
    _alphabet("koi8_r", "dense", *_RUSSIAN, _RUSSIAN_WORDS),
    _alphabet("iso8859_5", "dense", *_RUSSIAN, _RUSSIAN_WORDS),
    _alphabet("cp866", "dense", *_RUSSIAN, _RUSSIAN_WORDS),
    _alphabet("cp1253", "dense", "αεηιοςτνρσκπυλμάέήίόύώ", "βγδζθξφχψωΐΰϊϋΑΕΗΙΟΤΝΡΣΚΠΥΛΜΒΓΔΖΘΞΦΧΨΩ" + _PUNCTUATED,
              "και να το δεν για την του με που είναι τι", "άέήίόύώΆΈΉΊΌΎΏ"),
    _alphabet("cp1256", "dense", "اليمنرتبوهد", "سعفكقحجخشصضطظغذثزءآأإؤئىة" + _PUNCTUATED,
              "في من على أن إلى هذا ما لا"),
    _alphabet("cp874", "dense", "านรอกเงมยลวดทสตะปบคหแจพชขใไโผ", "ซถธภณญฎฏฐฑฒฉฝฟฬศษฮ่้็๊๋ัิีึืุู์ํฺำๆฯ"),
    _alphabet("gb18030", "cjk", _SIMPLIFIED, "。，、？！：；“”‘’（）《》…—"),
    _alphabet("big5", "cjk", _TRADITIONAL, "。，、？！：；「」『』（）…—"),
    _alphabet("cp932", "cjk", _KANA, "。、？！「」『』（）・…〜"),
    _alphabet("euc_jp", "cjk", _KANA, "。、？！「」『』（）・…〜"),
    _alphabet("cp949", "cjk", _HANGUL, "…“”‘’·、。"),
)  # fmt: skip
# First bytes of the characters that a standard holds to be common: they weigh less than frequent ones.
COMMON_LEADS: dict[str, tuple[int, int]] = {
    "gb18030": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
    "cp932": (0x88, 0x97),
    "euc_jp": (0xB0, 0xCF),
    "cp949": (0xB0, 0xC8),
}
