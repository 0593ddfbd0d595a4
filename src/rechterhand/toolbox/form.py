"""The empty file of circumstances, with the questions and what may be answered."""

from __future__ import annotations

from rechterhand.text import Language, Message, render
from rechterhand.toolbox.circumstance import circumstances, name_of, value_of


def form(language: Language) -> str:
    """The file in a language: it can be read as it is, and then tells nothing."""

    def say(message: Message) -> str:
        return render(message, language)

    lines = [f"# {line}" for line in say(Message.of("toolbox.form.head")).splitlines()]
    for key, one in circumstances().items():
        values = [say(value_of(key, value)) for value in one.values]
        choice = say(Message.of("toolbox.form.number")) if one.is_number else " | ".join(values)
        lines += ["", f"# {say(one.question)}", f"# {choice}", f"{say(name_of(key))}:"]
    lines += ["", *(f"# {line}" for line in say(Message.of("toolbox.form.not")).splitlines())]
    lines.append(f"{say(Message.of('toolbox.not'))}:")
    return "\n".join(lines) + "\n"
