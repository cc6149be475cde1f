"""Spellings of one word, in Bangla letters and in Latin ones, are heard as one word."""

import pytest

from audit.languages.spelling import letters_named, sounds, words_of


@pytest.mark.parametrize(
    ("bangla", "latin"),
    [
        ("লক্ষ্মীর", "lakshmir laxmir lokkhir lakhir lakṣmīr"),
        ("স্বাস্থ্যসাথী", "swasthyasathi shasthosathi svasthyasathi"),
        ("শংসাপত্র", "sangsapatra shongshapotro sonsopotro"),
        ("মৃত্যু", "mrityu mrittu"),
        ("ঐক্যশ্রী", "aikyashree oikkosri oikyoshri"),
        ("যুবশ্রী", "yuvashree jubosree"),
        ("দুয়ারে", "duare duyare dooare"),
        ("বার্ধক্য", "bardhakya bardhokko"),
        ("বিজ্ঞপ্তি", "bigyapti biggopti bijnapti"),
        ("আচার্য", "acharya acharjo"),
        ("সরকার", "sarkar sorkar"),
        ("র‍্যালি", "rally"),
        ("অ্যাডমিট", "admit"),
        ("ওয়ার্ড", "ward"),
        ("ট্যাক্স", "tax taks"),
        ("ব্যাঙ্ক", "bank"),
        ("শ্রমিক", "shramik sromik"),
        ("খাজনা", "khajna"),
        ("जाति", "jati jaati"),
    ],
)
def test_a_word_in_both_scripts_is_heard_as_one(bangla: str, latin: str) -> None:
    (word,) = words_of(bangla)
    apart = [other for other in words_of(latin) if set(sounds(other)).isdisjoint(sounds(word))]

    assert apart == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("জন্ম", "mrityu"), ("টাকা", "tax"), ("খাজনা", "কাগজ"), ("রেশন", "pension"), ("জমি", "জামা")],
)
def test_two_words_are_heard_as_two(one: str, other: str) -> None:
    assert set(sounds(one)).isdisjoint(sounds(other))


@pytest.mark.parametrize(
    ("letters", "bangla"), [("rti", "আরটিআই"), ("sc", "এসসি"), ("obc", "ওবিসি"), ("k1", "কে১")]
)
def test_letters_read_one_by_one_are_heard_as_bangla_writes_them(letters: str, bangla: str) -> None:
    (word,) = words_of(bangla)

    assert letters_named(letters) in sounds(word)


def test_words_come_in_one_form_whatever_was_typed() -> None:
    assert words_of("  RATION-card,\tরেশন\u200c কা\u09b0্ড ৪C। \u09dc ()্ ") == [
        "ration",
        "card",
        "রেশন",
        "কার্ড",
        "4c",
        "\u09a1\u09bc",
    ]
    assert [len(word) for word in words_of("ক" * 10_000)] == [40]
