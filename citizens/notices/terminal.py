"""In the demonstration without a gateway: what waits is shown in the terminal of `make run`, once."""

import sys

from citizens.notices.models import Notice
from citizens.notices.rendering import rendered

SHOWN = "no_gateway"
AT_ONCE = 10


def show_waiting() -> None:
    """The newest few; of the rest only how many, since filling a demonstration makes thousands."""
    waiting = Notice.objects.filter(state=Notice.State.WAITING, why="").exclude(
        channel=Notice.Channel.LETTER
    )
    newest = list(waiting.order_by("-id")[:AT_ONCE])
    if not newest:
        return
    rest = waiting.filter(id__lt=newest[-1].pk).update(why=SHOWN)
    if rest:
        sys.stderr.write(f"{rest} more messages wait: see /pmu/outbox/\n")
    for notice in reversed(newest):
        sys.stderr.write(f"{words(notice)}\n")
    sys.stderr.flush()
    Notice.objects.filter(pk__in=[notice.pk for notice in newest]).update(why=SHOWN)


def words(notice: Notice) -> str:
    """One line; the number by its last digits only."""
    try:
        text = " ".join(rendered(notice).text.split())
    except ValueError as error:
        text = f"cannot be written out ({error})"
    return f"{notice.get_channel_display()} to …{notice.recipient[-4:]}: {text}"
