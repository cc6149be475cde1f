"""Names stand in the order of the dictionaries: Bangla as West Bengal's Akademi has it, and Hindi."""

import random
import unicodedata

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.languages.alphabet import alphabetical, sort_key
from audit.languages.text import ZWJ, ZWNJ

BANGLA = (
    "অংশ অকাল অক্ষর অঙ্ক অঞ্চল অতি অত্যন্ত আ আইন আউশ আংটি আঁচল আকাশ আক্রমণ আড্ডা আড়াই আঢ্য আষাঢ় আসন "
    "ইঁদুর ইচ্ছা ঈদ উকিল উট উতলা উত্তর উৎসব উদয় ঊষা ঋণ এক ঐক্য ওজন ঔষধ কই কংস কক্ষ কড়া কথা করা করোটি "
    "কর্ম কলম কাঁটা কাক কাজ কিরণ কীট কুল কূল কৃষক কেন কৈ কোণ কৌশল ক্রয় ক্লান্ত ক্ষমা ক্ষেত খাতা গাছ ঘর চাঁদ "
    "চাকা ছাতা জোর জ্ঞান ঝড় টাকা ঠিক ডাক ঢাক তত্ত্ব তৎপর তাঁত থালা দিন দুঃখ দুধ ধান নদী পয়সা পর পুকুর প্রথম "
    "ফল বই বাংলা বাঁধ বাড়ি ব্যয় ভাত মা যাত্রা রং লতা শ্রী ষাট সময় স্বাস্থ্য হংস হাঁস হাট হৃদয় হ্রদ"
)
HINDI = "अंक अकाल अक्षर आँख आकाश इमली ईख ऋण एक ऐनक ओस औरत कंकड़ कई कमल काँच काम कृषि क्रम क्षमा खेत ज्ञान हाथ"
DISTRICTS = (
    "আলিপুরদুয়ার|উত্তর ২৪ পরগনা|উত্তর দিনাজপুর|কলকাতা|কালিম্পং|কোচবিহার|জলপাইগুড়ি|ঝাড়গ্রাম|"
    "দক্ষিণ ২৪ পরগনা|দক্ষিণ দিনাজপুর|দার্জিলিং|নদিয়া|পশ্চিম বর্ধমান|পশ্চিম মেদিনীপুর|পুরুলিয়া|"
    "পূর্ব বর্ধমান|পূর্ব মেদিনীপুর|বাঁকুড়া|বীরভূম|মালদা|মুর্শিদাবাদ|হাওড়া|হুগলি"
)
LETTERS = st.text(
    st.characters(min_codepoint=0x0981, max_codepoint=0x09DF) | st.sampled_from("  ab১2")
)


def shuffled(words: list[str]) -> list[str]:
    return random.Random(7).sample(words, len(words))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bn", BANGLA.split()),
        ("bn", DISTRICTS.split("|")),
        ("en", BANGLA.split()),
        ("hi", HINDI.split()),
    ],
)
def test_reader_finds_words_where_the_dictionary_has_them(language: str, words: list[str]) -> None:
    with override(language):
        assert alphabetical(shuffled(words)) == words


@pytest.mark.parametrize(
    "order",
    [
        ["ড", "ড়", "ঢ", "ঢ়", "ণ"],
        ["য", "য়", "র"],
        ["ওয়ার্ড ২", "ওয়ার্ড 10", "ওয়ার্ড ১১"],
        ["রাম", "রাম দাস", "রামদাস"],
        ["২৪ পরগনা", "আলিপুর", "Alipur", "bally"],
    ],
)
def test_letters_numbers_and_scripts_have_their_places(order: list[str]) -> None:
    with override("bn"):
        assert alphabetical(shuffled(order)) == order


def test_each_reader_finds_her_own_script_first() -> None:
    words = ["हाथ", "হাত", "Hand"]
    for language, order in (("bn", "হাত हाथ Hand"), ("hi", "हाथ হাত Hand"), ("en", "Hand হাত हाथ")):
        with override(language):
            assert alphabetical(words) == order.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("বা\u09dcি", "বা\u09a1\u09bcি"),
        ("সময\u09bc", "সম\u09df"),
        ("ক\u09cb", "ক\u09c7\u09be"),
        ("উৎসব", "উত্সব"),
        (f"ক{ZWNJ}্ষ", f"ক্{ZWJ}ষ"),
        ("NADIA", "nadia"),
        ("André", "andre"),
        ("ওয়ার্ড ১২", "ওয়ার্ড-12"),
    ],
)
def test_two_ways_to_write_one_word_stand_in_one_place(one: str, other: str) -> None:
    assert sort_key(one, "bn") == sort_key(other, "bn")


@settings(deadline=None)
@given(st.text())
def test_equal_text_has_an_equal_key_in_every_form(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert sort_key(unicodedata.normalize(form, text), "bn") == sort_key(text, "bn")


@settings(deadline=None)
@given(LETTERS)
def test_joiners_move_no_word(text: str) -> None:
    assert sort_key(ZWNJ.join(text), "bn") == sort_key(text, "bn")


@settings(deadline=None)
@given(st.lists(LETTERS), st.randoms())
def test_order_does_not_depend_on_where_the_words_came_from(
    words: list[str], chance: object
) -> None:
    with override("bn"):
        once = alphabetical(words)
        again = alphabetical(chance.sample(words, len(words)))  # type: ignore[attr-defined]  # a Random

    assert [sort_key(word, "bn") for word in once] == [sort_key(word, "bn") for word in again]
    assert all(sort_key(a, "bn") <= sort_key(b, "bn") for a in once[:9] for b in once[9:])
