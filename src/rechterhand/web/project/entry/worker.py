"""``rechterhand worker``."""

from __future__ import annotations

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.web.project import database
from rechterhand.web.project.environment import number_of
from rechterhand.web.project.folder import prepared
from rechterhand.web.project.installation import close, reach, set_up, waiting
from rechterhand.web.project.serving.children import Child, Family, Lifeline

JOBS = "rechterhand.web.project.serving.job_process"


def work(processes: int | None) -> int:
    """Do background work until told to end. Raises BadInput when there is no database to share."""
    if database.is_embedded():
        raise BadInput(Message.of("workbench.worker_alone"), hint=Message.of("workbench.worker_alone.hint"))
    prepared()
    set_up()
    reach()
    if waiting():
        raise BadInput(Message.of("workbench.not_migrated"), hint=Message.of("workbench.not_migrated.hint"))
    close()
    lifeline, family = Lifeline.made(), Family()
    with family.listening_to_signals():
        try:
            for number in range(processes or number_of("RECHTERHAND_WORKERS")):
                family.add(Child(f"jobs {number + 1}", lambda: lifeline.python(JOBS)))
            family.watch()
        finally:
            family.end()
    return 0
