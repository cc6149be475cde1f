"""A person's name has one key in Bangla letters, in Latin ones, and in their usual spellings."""

from pathlib import Path

import pytest

from audit.languages.name_sound import name_sound

ONE_PERSON = [
    "শ্রীমতী মিতালি বিশ্বাস | Smt. Mitali Biswas | Srimati Mitaly Bishwas | মিতালী বিশ্বাস",
    "মোঃ রফিকুল ইসলাম | Md. Rafiqul Islam | Mohammad Rofikul Islam | মহম্মদ রফিকুল ইসলাম",
    "জয়দেব মণ্ডল | Joydeb Mondal | Jaydev Mandal | জয়দেব মন্ডল",
    "লক্ষ্মী মুর্মু | Lakshmi Murmu | Laxmi Murmu | Lokkhi Murmoo",
    "সুনীল মুখার্জী | Sunil Mukherjee | Suneel Mukharji | সুনিল মুখার্জি",
    "তপন রায় | Tapan Roy | Topon Ray",
    "অনিতা চট্টোপাধ্যায় | Anita Chattopadhyay | Onita Chattopadhyay",
    "অমল ভট্টাচার্য | Amal Bhattacharya | Amol Bhattacharjo",
    "ইউসুফ শেখ | Yusuf Sheikh | Yusuf Shaikh | ইউসুফ সেখ",
    "স্বপন দে | Swapan Dey | Shopon De",
    "কৃষ্ণ সরকার | Krishna Sarkar | Krishno Sorkar",
    "অনিন্দিতা ঘোষ | Anindita Ghosh | Anindita Ghose",
    "ফাতেমা খাতুন | Fatema Khatun | Fatima Khatoon | ফাতিমা খাতুন",
    "জ্ঞানেন্দ্র সেন | Gyanendra Sen | Jnanendra Sen",
    "ক্ষিতীশ হেমব্রম | Kshitish Hembram | Khitish Hembrom",
    "ফজলুর রহমান | Fazlur Rahman | Fajlur Rohoman",
    "সঞ্জয় টুডু | Sanjay Tudu | Sonjoy Tudu",
    "আনোয়ারা বিবি | Anowara Bibi | Anwara Bibi",
    "চাঁদ হক | Chand Haque | Chand Hoque",
    "শাহ আলম | Shah Alam | Saha Alam",
]
TWO_PERSONS = [
    ("Sumit Das", "Sumita Das"),
    ("রহিম শেখ", "রহিমা শেখ"),
    ("Mitali Biswas", "Mitali Bose"),
    ("সঞ্জয় টুডু", "সুজয় টুডু"),
    ("Rina Pal", "Rina Paul Das"),
    ("Tapan Roy", "Tapas Roy"),
]


@pytest.mark.parametrize("spellings", ONE_PERSON)
def test_operator_meets_one_key_for_one_name(spellings: str) -> None:
    first, *others = map(name_sound, spellings.split(" | "))

    assert others == [first] * len(others)


@pytest.mark.parametrize(("one", "other"), TWO_PERSONS)
def test_operator_meets_two_keys_for_two_names(one: str, other: str) -> None:
    assert name_sound(one) != name_sound(other)


@pytest.mark.parametrize("name", ["শ্রীমতী", "Srimati", "Shrimoti"])
def test_a_title_that_is_the_whole_name_stays(name: str) -> None:
    assert name_sound(name) == "srmti"


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "্", "...", "👍"])
def test_a_text_without_letters_has_an_empty_key(text: str) -> None:
    assert name_sound(text) == ""


def share_met(file: str) -> float:
    """How many of a list's Latin spellings sound as the Bangla name that begins their line."""
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    met = [
        name_sound(latin) == name_sound(bangla)
        for bangla, *spellings in map(str.split, lines)
        for latin in spellings
    ]
    assert len(met) > 140
    return sum(met) / len(met)


def test_operator_finds_names_of_west_bengal_by_their_latin_spellings() -> None:
    assert share_met("person_names.txt") == 1.0


def test_names_that_the_rules_were_not_made_by_are_found_as_well() -> None:
    assert share_met("person_names_held_out.txt") >= 0.97
