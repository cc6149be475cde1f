"""The user PostgreSQL runs as: the caller, or an unprivileged one where the caller is root."""

import os
import pwd
from dataclasses import dataclass

from bsk_portal.postgres import refusals

ROOT = 0
LENT_TO_ROOT = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user and group of the operating system; `lent` when it is not the caller's own."""

    uid: int
    gid: int
    name: str
    lent: bool

    def take(self, path: str | os.PathLike[str]) -> None:
        """Give this account a file or folder that the caller has just made."""
        if self.lent:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def choose_account(owner: int) -> Account:
    """The account for a data folder that the user id `owner` has; raises PostgresRefused."""
    if os.geteuid() != ROOT:
        return Account(os.geteuid(), os.getegid(), str(os.geteuid()), lent=False)
    if owner != ROOT:
        return _owner(owner)
    for name in LENT_TO_ROOT:
        try:
            return _lent(pwd.getpwnam(name))
        except KeyError:
            continue
    raise refusals.no_account()


def _owner(uid: int) -> Account:
    try:
        return _lent(pwd.getpwuid(uid))
    except KeyError:  # removed since; its number still owns the files
        return Account(uid, uid, str(uid), lent=True)


def _lent(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, lent=True)
