"""The models, one file a subject."""

from rechterhand.web.data.models.membership import Membership
from rechterhand.web.data.models.person import Person
from rechterhand.web.data.models.programme import Programme
from rechterhand.web.data.models.project import Project
from rechterhand.web.data.roles import Role

__all__ = ["Membership", "Person", "Programme", "Project", "Role"]
