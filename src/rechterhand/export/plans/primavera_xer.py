"""Primavera P6's exchange format, by MPXJ's own writer."""

from __future__ import annotations

from rechterhand.export.mpxj import for_primavera
from rechterhand.export.mpxj.document import document
from rechterhand.export.mpxj.parents_first import parents_first
from rechterhand.export.writer import PlanWriter, Written
from rechterhand.record.plan import Plan
from rechterhand.sandbox import Worker


def _write(plan: Plan, worker: Worker) -> Written:
    fitted, left_out = for_primavera.fit(plan)
    data = worker.call("write_project", document=document(fitted), kind="xer")
    return Written(parents_first(data), left_out)


writer = PlanWriter(suffix=".xer", write=_write)
