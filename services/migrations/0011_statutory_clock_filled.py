"""Gives requests from before the limit that their due date was counted with, as the catalogue has it."""

from django.db import migrations

# The deciding officer's days where the citizen lives (315 is Kolkata), else the service's own.
FILL = """
    UPDATE services_servicerequest request SET limit_days = coalesce(
        (SELECT officer.days FROM services_officer officer
         WHERE officer.service_id = request.service_id AND officer.role = 'designated'
           AND (officer.area = 'state' OR request.district_id = '315')
         ORDER BY officer.area = 'kolkata' DESC LIMIT 1),
        (SELECT service.time_limit_days FROM services_service service
         WHERE service.id = request.service_id)
    )
    WHERE limit_days IS NULL AND due_on IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0010_statutory_clock")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
