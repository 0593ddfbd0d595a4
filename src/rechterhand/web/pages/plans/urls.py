"""Addresses of the area."""

from __future__ import annotations

from django.urls import path

from rechterhand.web.access.guard import guard
from rechterhand.web.pages.plans import (
    compare_views,
    export_views,
    plan_views,
    reading_views,
    taking_back_views,
    uncertainty_views,
    views,
    what_if_views,
)

app_name = "plans"
see, export, scenario = guard("plan.see"), guard("plan.export"), guard("plan.scenario")
take_back = guard("plan.take_back")
urlpatterns = [
    path("", see(views.verdict), name="verdict"),
    path("work/", see(views.work), name="work"),
    path("upload/", guard("plan.upload")(views.upload), name="upload"),
    path("read/<uuid:job>/", guard("plan.upload")(reading_views.columns), name="columns"),
    path("read/<uuid:job>/password/", guard("plan.upload")(reading_views.password), name="password"),
    path("versions/", see(views.versions), name="versions"),
    path("versions/<int:number>/", see(views.verdict), name="verdict_of"),
    path("versions/<int:number>/path/", see(plan_views.path), name="path"),
    path("versions/<int:number>/original/", guard("plan.download")(views.original), name="original"),
    path("versions/<int:number>/take-back/", take_back(taking_back_views.take_back), name="take_back"),
    path("versions/<int:number>/put-back/", take_back(taking_back_views.put_back), name="put_back"),
    path("versions/<int:number>/review/", guard("plan.review")(views.review), name="review"),
    path("versions/<int:number>/export/", export(export_views.export), name="export"),
    path("exports/<uuid:job>/", export(export_views.exported), name="exported"),
    path("gantt/", see(plan_views.gantt), name="gantt"),
    path("gantt/rows/", see(plan_views.gantt_rows), name="gantt_rows"),
    path("sheet/", see(plan_views.sheet), name="sheet"),
    path("sheet/rows/", see(plan_views.sheet_rows), name="sheet_rows"),
    path("compare/", see(compare_views.choose), name="choose"),
    path("compare/<int:old>/<int:new>/", see(compare_views.compare), name="compare"),
    path("uncertainty/", guard("plan.uncertainty")(uncertainty_views.uncertainty), name="uncertainty"),
    path("what-if/", scenario(what_if_views.what_if), name="what_if"),
    path("what-if/tried/<uuid:job>/", scenario(what_if_views.keep), name="keep"),
    path("what-if/<int:scenario>/", scenario(what_if_views.scenario), name="scenario"),
    path("what-if/<int:scenario>/remove/", scenario(what_if_views.remove), name="remove_scenario"),
    path("activities/<int:activity>/", see(views.activity), name="activity"),
]
