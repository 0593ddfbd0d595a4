"""How many minutes people have together; no plan tells."""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance

circumstance = Circumstance(Message.of("toolbox.question.time"))
