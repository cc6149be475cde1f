"""Why the embedded server will not run, each reason a sentence in English and one in Bangla."""

import re
from pathlib import Path

GRAVE = re.compile(r"\b(FATAL|PANIC|error): ")


class PostgresRefused(Exception):
    """The embedded PostgreSQL was not started or stopped; `str()` is what to tell the person."""

    def __init__(self, english: str, bangla: str) -> None:
        super().__init__(f"{english}\n{bangla}")


def another_users(folder: Path) -> PostgresRefused:
    return PostgresRefused(
        f"The data folder {folder} belongs to another user: name one of your own in BSK_PGDATA.",
        f"তথ্যের ফোল্ডার {folder} অন্য ব্যবহারকারীর: BSK_PGDATA-তে নিজের একটি ফোল্ডারের নাম দিন।",
    )


def other_files(folder: Path) -> PostgresRefused:
    return PostgresRefused(
        f"{folder} already holds something else: name an empty or a new folder in BSK_PGDATA.",
        f"{folder} ফোল্ডারে আগে থেকেই অন্য কিছু আছে: BSK_PGDATA-তে খালি বা নতুন ফোল্ডারের নাম দিন।",
    )


def another_version(folder: Path, found: str, wanted: str) -> PostgresRefused:
    return PostgresRefused(
        f"{folder} was made by PostgreSQL {found} and the programs here are {wanted}: "
        "name another folder in BSK_PGDATA.",
        f"{folder} তৈরি হয়েছিল PostgreSQL {found} দিয়ে, এখানে আছে {wanted}: "
        "BSK_PGDATA-তে অন্য ফোল্ডারের নাম দিন।",
    )


def another_server(folder: Path, pid: int) -> PostgresRefused:
    return PostgresRefused(
        f"A PostgreSQL started in another way (process {pid}) already uses {folder}: "
        "stop it, with `manage.py db stop` if it was the portal's, and try again.",
        f"অন্য উপায়ে চালু করা একটি PostgreSQL (প্রসেস {pid}) {folder} ব্যবহার করছে: "
        "সেটি বন্ধ করে (পোর্টালের হলে `manage.py db stop` দিয়ে) আবার চেষ্টা করুন।",
    )


def not_private(folder: Path) -> PostgresRefused:
    return PostgresRefused(
        f"{folder}, a folder of the server's, is open to other users or made by one: remove it "
        "and try again.",
        f"সার্ভারের ফোল্ডার {folder} অন্য ব্যবহারকারীর তৈরি, অথবা অন্যদের জন্যও খোলা: সেটি মুছে আবার চেষ্টা করুন।",
    )


def no_programs() -> PostgresRefused:
    return PostgresRefused(
        "PostgreSQL's programs are missing: run `pip install -r requirements.txt`, or name a "
        "server in DATABASE_URL.",
        "PostgreSQL-এর প্রোগ্রামগুলি নেই: `pip install -r requirements.txt` চালান, অথবা "
        "DATABASE_URL-এ একটি সার্ভারের ঠিকানা দিন।",
    )


def no_account() -> PostgresRefused:
    return PostgresRefused(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor "
        "nobody: run this as an ordinary user.",
        "PostgreSQL root হিসেবে চলে না, আর এই যন্ত্রে postgres বা nobody নামে কোনও ব্যবহারকারী নেই: "
        "সাধারণ ব্যবহারকারী হিসেবে চালান।",
    )


def cannot_become(account: str) -> PostgresRefused:
    return PostgresRefused(
        f"PostgreSQL does not run as root, and this root may not run a program as {account}: "
        "run this as an ordinary user.",
        f"PostgreSQL root হিসেবে চলে না, আর এই root-এর {account} হিসেবে প্রোগ্রাম চালানোর অনুমতি নেই: "
        "সাধারণ ব্যবহারকারী হিসেবে চালান।",
    )


def out_of_reach(folder: Path, account: str) -> PostgresRefused:
    return PostgresRefused(
        f"PostgreSQL runs here as the user {account}, who cannot reach {folder}: name a folder "
        "under /tmp or /var in BSK_PGDATA.",
        f"এখানে PostgreSQL চলে {account} ব্যবহারকারী হিসেবে, যাঁর {folder} পর্যন্ত পৌঁছোনোর অনুমতি নেই: "
        "BSK_PGDATA-তে /tmp বা /var-এর ভিতরে কোনও ফোল্ডারের নাম দিন।",
    )


def system_said(folder: Path, reason: str) -> PostgresRefused:
    return PostgresRefused(
        f"PostgreSQL cannot use {folder} ({reason}): put that right, or name another folder in "
        "BSK_PGDATA.",
        f"PostgreSQL {folder} ব্যবহার করতে পারছে না ({reason}): কারণটি দূর করুন, অথবা BSK_PGDATA-তে "
        "অন্য ফোল্ডারের নাম দিন।",
    )


def did_not_start(folder: Path, said: str) -> PostgresRefused:
    """The reason is what the programs said, shortened to their gravest lines if they had any."""
    grave = [line.strip() for line in said.splitlines() if GRAVE.search(line)]
    reason = " | ".join(grave[-3:]) or " ".join(said.split())
    return PostgresRefused(
        f"PostgreSQL did not start in {folder}; it said: {reason}",
        f"{folder} ফোল্ডারে PostgreSQL চালু হয়নি; কারণ উপরে ইংরেজিতে দেওয়া আছে।",
    )


def does_not_answer(folder: Path, last_words: str) -> PostgresRefused:
    return PostgresRefused(
        f"The PostgreSQL of {folder} runs but lets nobody in; it said: {last_words}",
        f"{folder} ফোল্ডারের PostgreSQL চলছে, কিন্তু সংযোগ নিচ্ছে না; কারণ উপরে ইংরেজিতে দেওয়া আছে।",
    )


def does_not_stop(folder: Path, pid: int) -> PostgresRefused:
    return PostgresRefused(
        f"The PostgreSQL of {folder} (process {pid}) was told to stop and is still at work: "
        "wait, and look into its log.",
        f"{folder} ফোল্ডারের PostgreSQL (প্রসেস {pid})-কে থামতে বলা হয়েছে, এখনও থামেনি: অপেক্ষা করুন এবং "
        "তার লগ দেখুন।",
    )
