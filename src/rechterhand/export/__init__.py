"""Plans become files of other tools; what such a file can't hold is said."""

from rechterhand.export.choose import writer_of, writers, written
from rechterhand.export.writer import LeftOut, PlanWriter, Written

__all__ = ["LeftOut", "PlanWriter", "Written", "writer_of", "writers", "written"]
