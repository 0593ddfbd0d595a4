"""Working time of the project as a whole: moments counted on the project calendar."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.schedule.drag import project_day as day_of_plan
from rechterhand.engine.schedule.result import Minutes
from rechterhand.findings.check import Subject
from rechterhand.findings.populations import Days


def project_days(subject: Subject, moments: Minutes) -> Days:
    """Moments (minutes since 1970) in working days of the project calendar since the start of its horizon."""
    network = subject.network
    calendar = network.clock.position[network.plan.default_calendar_id]
    works = works_before(network.arrays.clock, np.full(len(moments), calendar, np.int64), moments)
    return np.asarray(works, np.float64) / project_day(subject)


def project_day(subject: Subject) -> float:
    """Working minutes of a project day: Microsoft Project's option, P6's hours of the project calendar."""
    return day_of_plan(subject.plan)
