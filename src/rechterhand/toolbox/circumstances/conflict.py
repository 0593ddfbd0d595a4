"""How much people are at odds; no plan tells."""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance
from rechterhand.toolbox.vocabulary import LEVELS

circumstance = Circumstance(Message.of("toolbox.question.conflict"), LEVELS)
