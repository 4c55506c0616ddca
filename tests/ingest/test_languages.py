"""Languages: told by script, letters and words; English with a line of another stays English."""

import pytest

from positions.documents.metadata import name_language
from positions.ingest.intake import tell_language

# Invented sentences, each on two countries whose ties are good.
SENTENCES = {
    "ur": "وزیراعظم نے کہا کہ پاکستان اور چین کے تعلقات مضبوط ہیں اور دونوں ممالک کی دوستی بڑھے گی۔",
    "ar": "قال رئيس الوزراء إن العلاقات بين البلدين قوية وإن التعاون سيستمر في جميع المجالات الاقتصادية.",
    "fa": "نخست وزیر گفت روابط دو کشور دوستانه است و همکاری اقتصادی گسترش پیدا می‌کند.",
    "ps": "لومړي وزیر وویل چې د دواړو هېوادونو اړیکې ښې دي او څېړنه به دوام ومومي.",
    "sd": "وزيراعظم چيو ته ٻنهي ملڪن جا لاڳاپا مضبوط آهن ۽ ڳالهيون ٿينديون رهنديون.",
    "hi": "प्रधानमंत्री ने कहा कि दोनों देशों के संबंध मजबूत हैं और सहयोग जारी रहेगा।",
    "bn": "প্রধানমন্ত্রী বলেছেন দুই দেশের সম্পর্ক দৃঢ় এবং সহযোগিতা অব্যাহত থাকবে।",
    "zh": "外交部发言人表示，两国关系良好，双方将继续加强合作。",
    "ja": "報道官は両国の関係は良好であり、今後も協力を続けていくと述べた。",
    "ko": "대변인은 양국 관계가 양호하며 협력을 계속할 것이라고 밝혔다.",
    "ru": "Министр заявил, что отношения между странами остаются дружественными.",
    "ur-Latn": "Wazir ne kaha hai ke dono mulk ke taluqat achay hain aur hum apne dost ke liye kaam kar rahay hain",
    "fr": "Le ministre a déclaré que les relations entre les deux pays étaient bonnes et se poursuivraient.",
    "de": "Der Minister erklärte, die Beziehungen zwischen den beiden Ländern seien gut und würden fortgesetzt.",
    "tr": "Dışişleri Bakanı iki ülke arasındaki ilişkilerin iyi olduğunu ve iş birliğinin süreceğini söyledi.",
    "en": "The minister said that relations between the two countries were good and would go on.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_language_is_told(code):
    """Rule: one sentence is enough for each, alone and many times over."""
    assert tell_language(SENTENCES[code]) == code
    assert tell_language(SENTENCES[code] * 100) == code


@pytest.mark.parametrize("code", [code for code in SENTENCES if code != "en"])
def test_english_that_quotes_is_english(code):
    """Rule: an English text with a sentence in another language is in English."""
    assert tell_language(f"{SENTENCES['en']} {SENTENCES[code]} {SENTENCES['en'] * 2}") == "en"


def test_another_language_that_quotes_is_itself():
    """Rule: the script of most letters decides, not the odd one."""
    assert tell_language(f"{SENTENCES['fr']} {SENTENCES['ur']} {SENTENCES['fr'] * 2}") == "fr"


def test_names_are_for_sentences():
    """Rule: a language is set aside by its name."""
    assert [name_language(tell_language(SENTENCES[code])).name for code in ("ur", "hi", "zh")] == [
        "Urdu",
        "Hindi",
        "Chinese",
    ]


@pytest.mark.parametrize("text", ["", " \n", "12 345", "Islamabad", "APP35-200425"])
def test_too_few_letters_tell_nothing(text):
    """Rule: below twenty letters of the Latin script no language is told."""
    assert tell_language(text) == ""
