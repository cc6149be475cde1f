"""Officers of the departments that are asked most, who cannot sign in: they have no password."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from audit.centres.models import Operator
from audit.centres.roles import Post, Role
from bsk_portal.demonstration.chance import HEXADECIMAL, Chance
from services.catalogue.models import Department

DEPARTMENTS = 4
# Of the first department all posts, so that an appeal has somebody before whom it comes.
POSTS = {0: list(Post)}


def make_officers(since: datetime, chance: Chance) -> int:
    """One of the whole state for each department and post; none where one is there already."""
    there = set(Operator.objects.filter(role=Role.OFFICER).values_list("department", "post"))
    departments = Department.objects.filter(services__current_version__isnull=False).distinct()
    missing = [
        (slug, post)
        for place, slug in enumerate(
            departments.order_by("slug").values_list("slug", flat=True)[:DEPARTMENTS]
        )
        for post in POSTS.get(place, [Post.DESIGNATED])
        if (slug, post) not in there
    ]
    Operator.objects.bulk_create(
        Operator(
            login_name=f"{post}.{slug}"[:40],
            name=f"{post.label} (demonstration)",
            role=Role.OFFICER,
            department=slug,
            post=post,
            password=UNUSABLE_PASSWORD_PREFIX + chance.characters(HEXADECIMAL, 40),
            created_at=since - timedelta(days=30),
        )
        for slug, post in missing
    )
    return len(missing)
