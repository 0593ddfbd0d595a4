"""The models, one file a subject."""

from rechterhand.web.data.models.access_token import AccessToken, TokenScope
from rechterhand.web.data.models.health import Health
from rechterhand.web.data.models.job import Job, JobKind, JobState
from rechterhand.web.data.models.joint_review import JointReview
from rechterhand.web.data.models.latest import LatestActivity, LatestLink
from rechterhand.web.data.models.membership import Membership
from rechterhand.web.data.models.person import Person
from rechterhand.web.data.models.plan_version import PlanVersion
from rechterhand.web.data.models.programme import Programme
from rechterhand.web.data.models.project import CommittedDate, Method, Phase, Project
from rechterhand.web.data.models.project_link import LinkKind, ProjectLink
from rechterhand.web.data.models.request_count import RequestCount
from rechterhand.web.data.models.saved_view import SavedView
from rechterhand.web.data.models.scenario import Scenario
from rechterhand.web.data.models.taken_back import TakenBack
from rechterhand.web.data.models.uncertainty_table import UncertaintyTable
from rechterhand.web.data.roles import Role

__all__ = [
    "AccessToken",
    "CommittedDate",
    "Health",
    "Job",
    "JobKind",
    "JobState",
    "JointReview",
    "LatestActivity",
    "LatestLink",
    "LinkKind",
    "Membership",
    "Method",
    "Person",
    "Phase",
    "PlanVersion",
    "Programme",
    "Project",
    "ProjectLink",
    "RequestCount",
    "Role",
    "SavedView",
    "Scenario",
    "TakenBack",
    "TokenScope",
    "UncertaintyTable",
]
