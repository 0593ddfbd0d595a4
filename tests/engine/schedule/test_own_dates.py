"""What a date of its own does to an activity is what happens when the date is taken out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from tests.cases.random_plans import plans

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.schedule.own_dates import own_dates
from rechterhand.engine.schedule.solve import run
from rechterhand.record.activity import ConstraintType
from rechterhand.record.plan import Plan

NO_EARLIER = {ConstraintType.START_NO_EARLIER_THAN, ConstraintType.FINISH_NO_EARLIER_THAN}
PLAIN = {"constraint": ConstraintType.AS_SOON_AS_POSSIBLE, "constraint_date": None}


@settings(deadline=None)
@given(plans("progress"))
def test_an_activity_begins_so_much_earlier_without_its_date(plan: Plan) -> None:
    rows = [row for row, one in enumerate(plan.activities) if one.constraint in NO_EARLIER]
    network = compile_plan(plan)
    dated = run(network)

    found = own_dates(network, np.array(rows, np.int64))

    for row, later in zip(rows, found.later.tolist(), strict=True):
        free = tuple(replace(one, **PLAIN) if at == row else one for at, one in enumerate(plan.activities))
        other = compile_plan(replace(plan, activities=free))
        freely = run(other).start[other.node[row]] - _origin(other, row)
        # a date before the project start lets Microsoft Project begin earlier than without it: that holds up nothing
        assert later == max(0, dated.start[network.node[row]] - _origin(network, row) - freely)


def _origin(network: Network, row: int) -> int:
    """Working minutes up to one moment that both networks know: their horizons may begin on different days."""
    node = network.node[row : row + 1]
    calendar = network.arrays.calendar[node]
    return int(works_before(network.arrays.clock, calendar, np.array([network.project_start], np.int64))[0])


@settings(deadline=None)
@given(plans("progress"))
def test_a_date_with_effect_is_where_the_activity_stands(plan: Plan) -> None:
    rows = np.array([row for row, one in enumerate(plan.activities) if one.constraint in NO_EARLIER], np.int64)

    found = own_dates(compile_plan(plan), rows)

    assert (found.beyond[found.later > 0] == 0).all()
    assert (found.beyond >= 0).all()
