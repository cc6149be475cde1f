"""How the server's account names a data folder that lies below one it may not pass."""

from pathlib import Path

from bsk_portal.postgres import refusals
from bsk_portal.postgres.programs import Programs

# A process may stay in a folder root put it into, and on Linux may name that folder like this,
# though it cannot walk there from the top. So no folder above needs its permissions loosened.
WHERE_IT_STANDS = Path("/proc/self/cwd")


def as_seen_by(programs: Programs, folder: Path) -> str:
    """A name of `folder` for a program of the account's that works in `folder`."""
    if not programs.account.lent or _can_walk_to(programs, folder):
        return str(folder)
    if WHERE_IT_STANDS.exists():
        return str(WHERE_IT_STANDS)
    raise refusals.out_of_reach(folder, programs.account.name)


def _can_walk_to(programs: Programs, folder: Path) -> bool:
    said = programs.run("pg_ctl", "status", cwd=Path("/"), data=str(folder))[1]
    return "could not access directory" not in said
