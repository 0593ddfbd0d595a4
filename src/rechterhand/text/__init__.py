"""What users read: messages, catalogues in Dutch and English, and how values are written."""

from rechterhand.text.catalogue import LANGUAGES, Language, render
from rechterhand.text.message import Message

__all__ = ["LANGUAGES", "Language", "Message", "render"]
