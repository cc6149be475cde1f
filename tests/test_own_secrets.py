"""A secret made at the first start is one for all processes, whole, and its owner's alone."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from bsk_portal.own_secrets import made_once


def test_first_starts_at_once_share_one_whole_secret(tmp_path: Path) -> None:
    for number in range(20):
        path, all_ready = tmp_path / f"var-{number}" / "secret-key", Barrier(8)

        def start(path: Path = path, all_ready: Barrier = all_ready) -> str:
            all_ready.wait()
            return made_once(path, lambda: secrets.token_urlsafe(64))

        with ThreadPoolExecutor(8) as pool:
            told = {start.result() for start in [pool.submit(start) for _ in range(8)]}
        assert (len(told), len(told.pop())) == (1, 86)
        assert [each.name for each in path.parent.iterdir()] == ["secret-key"]
        assert path.stat().st_mode & 0o777 == 0o600


def test_later_start_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    assert made_once(path, lambda: "first") == "first"
    assert made_once(path, lambda: "second") == "first"
