"""Microsoft Project's XML (MSPDI), by MPXJ's own writer."""

from __future__ import annotations

from rechterhand.export.mpxj import for_microsoft
from rechterhand.export.mpxj.document import document
from rechterhand.export.writer import PlanWriter, Written
from rechterhand.record.plan import Plan
from rechterhand.sandbox import Worker


def _write(plan: Plan, worker: Worker) -> Written:
    fitted, left_out = for_microsoft.fit(plan)
    data = worker.call("write_project", document=document(fitted), kind="mspdi")
    return Written(data, left_out)


writer = PlanWriter(suffix=".xml", write=_write)
