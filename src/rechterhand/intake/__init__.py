"""Files and exports become a plan; what wasn't understood is said."""

from rechterhand.intake.choose import Intake, read, reading_of
from rechterhand.intake.reader import NotUnderstood, Reading

__all__ = ["Intake", "NotUnderstood", "Reading", "read", "reading_of"]
