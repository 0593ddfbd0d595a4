"""What people are in projects and programmes."""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What somebody is in a project or programme; what that allows stands in ``access/matrix.py``."""

    PMO = "pmo", "PMO'er"
    PMO_LEAD = "pmo_lead", "PMO lead"
    PROJECT_LEADER = "project_leader", "Project leader"
    PROGRAMME_MANAGER = "programme_manager", "Programme manager"
    TEAM_MEMBER = "team_member", "Team member"
    STEERING = "steering", "Steering committee"
    CHAIR = "chair", "Chair"
    READER = "reader", "Reader"
