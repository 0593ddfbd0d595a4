"""How people can meet; no plan tells."""

from __future__ import annotations

from rechterhand.text import Message
from rechterhand.toolbox.circumstance import Circumstance
from rechterhand.toolbox.vocabulary import PLACES

circumstance = Circumstance(Message.of("toolbox.question.place"), PLACES)
