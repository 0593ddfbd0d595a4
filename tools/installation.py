"""The generated pages for who runs an installation: its settings, its limits, and who may do what in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.web.access.matrix import COLUMNS, MATRIX, SCOPES, Scope
from rechterhand.web.project.environment import SETTINGS, Setting

FILES: dict[Language, tuple[str, str, str]] = {
    "en": ("settings", "permissions", "limits"),
    "nl": ("instellingen", "rechten", "grenzen"),
}
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "settings": "# Settings\n\nAll settings come from the environment.\n\n"
        "| name | default | meaning |\n|---|---|---|\n",
        "choices": "One of",
        "permissions": "# Permissions\n\n"
        "A role in a programme holds in each of its projects. What somebody may not see "
        "does not exist for that person.\n\n"
        "Who manages members gives and takes away only roles whose every right they hold there themselves, for others "
        "and for themselves; a programme manager also appoints project leaders and PMO'ers, though never themselves. "
        "Nobody makes themselves a member or the chair of the steering committee. "
        "Giving up a role of one's own is fine, but the last PMO'er or programme manager of a "
        "place stays until there is a successor. Where nobody is left (an account was closed), an administrator of the "
        "installation names a PMO'er, without seeing what is in it.\n",
        "limits": "# Limits\n\nNames and numbers of the limits that hold; the workbench shows those of an installation "
        "at `/limits/`. Where a name stands behind a number, that [setting](settings.md) changes it.\n",
        "project": "In a project",
        "programme": "In a programme",
        "link": "To a link between two projects, in both of them",
        "signed_in": "Everybody who has signed in",
        "installation": "Administrators of the installation, who see no content by that",
        "action": "action",
        "inviting": "\n## Accounts for others\n\n"
        "Whoever says who is what in a place looks for people by two letters of "
        "their name, and sees names alone: no addresses, no names by which people sign in. Whether they also invite "
        "people who have no account yet, to a role in that place, is for `RECHTERHAND_INVITATIONS` "
        "([settings](settings.md)) to say: where it says *members* they do, and so can anybody with an account, since "
        "anybody starts a project; where it says *administrators*, these alone. Unless set otherwise, the former holds "
        "where only one machine gets to the workbench, the latter elsewhere.\n",
    },
    "nl": {
        "settings": "# Instellingen\n\nAlle instellingen komen uit de omgeving.\n\n"
        "| naam | standaard | betekenis |\n|---|---|---|\n",
        "choices": "Een van",
        "permissions": "# Rechten\n\nEen rol in een programma geldt in elk project ervan. Wat iemand niet mag zien, "
        "bestaat voor die persoon niet.\n\n"
        "Wie de leden beheert, geeft en haalt alleen rollen weg waarvan die daar zelf elk recht heeft, voor anderen en "
        "voor zichzelf; een programmamanager stelt ook projectleiders en PMO'ers aan, maar nooit zichzelf. "
        "Niemand benoemt zichzelf in de stuurgroep, of tot voorzitter ervan. Een eigen "
        "rol opgeven mag, maar de laatste PMO'er of programmamanager van een plek blijft tot er een opvolger is. Is er "
        "niemand meer (een account werd gesloten), dan wijst een beheerder van de "
        "installatie een PMO'er aan, zonder te zien wat erin staat.\n",
        "limits": "# Grenzen\n\nNamen en getallen van de grenzen die gelden; de werkbank toont die van een installatie "
        "op `/limits/`. Staat er een naam achter een getal, dan verandert die [instelling](instellingen.md) het.\n",
        "project": "In een project",
        "programme": "In een programma",
        "link": "Met een koppeling tussen twee projecten, in allebei",
        "signed_in": "Iedereen die zich heeft aangemeld",
        "installation": "Beheerders van de installatie, die daardoor geen inhoud zien",
        "action": "handeling",
        "inviting": "\n## Accounts voor anderen\n\n"
        "Wie zegt wie wat is op een plek, zoekt mensen met twee letters van hun "
        "naam, en ziet alleen namen: geen adressen, geen namen waarmee mensen zich aanmelden. Of diegene ook mensen "
        "uitnodigt die nog geen account hebben, voor een rol op die plek, zegt `RECHTERHAND_INVITATIONS` "
        "([instellingen](instellingen.md)): bij *members* wel, en dan kan iedereen met een account het, want iedereen "
        "kan een project beginnen; bij *administrators* alleen beheerders. Tenzij anders ingesteld geldt het eerste "
        "waar alleen één machine bij de werkbank kan, en elders het tweede.\n",
    },
}


def pages(root: Path, note: str) -> Iterator[tuple[Path, str]]:
    """Every page with where it stands."""
    for of in LANGUAGES:
        settings, permissions, limits = FILES[of]
        yield root / "docs" / of / f"{settings}.md", note + _settings(of)
        yield root / "docs" / of / f"{permissions}.md", note + _permissions(of)
        yield root / "docs" / of / f"{limits}.md", note + _limits(of)


def _settings(of: Language) -> str:
    return WORDS[of]["settings"] + "".join(_setting(one, of) for one in SETTINGS)


def _setting(one: Setting, of: Language) -> str:
    meaning = render(Message.of(f"settings.{one.name}"), of)
    if one.choices:
        meaning += f" {WORDS[of]['choices']}: {', '.join(f'`{each}`' for each in one.choices)}."
    return f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {meaning} |\n"


def _limits(of: Language) -> str:
    from rechterhand.web.project.installation import set_up  # noqa: PLC0415 - only this page needs Django

    set_up()
    from rechterhand.web.pages.start.limits import Group, limits_that_hold  # noqa: PLC0415 - loads models

    def group(one: Group) -> str:
        rows = "".join(
            f"| {render(each.name, of)} | {render(each.told, of)}{f' (`{each.setting}`)' if each.setting else ''} |\n"
            for each in one.limits
        )
        return f"\n## {render(one.title, of)}\n\n| | |\n|---|---:|\n{rows}"

    return WORDS[of]["limits"] + "".join(map(group, limits_that_hold()))


def _permissions(of: Language) -> str:
    words = WORDS[of]
    parts = [words["permissions"]]
    heads = [words["action"], *(render(Message.of(f"access.role.{role}"), of) for role in COLUMNS)]
    for scope in (Scope.PROJECT, Scope.PROGRAMME, Scope.LINK):
        table = [heads, ["---"] + [":-:"] * len(COLUMNS)]
        for action in (one for one, where in SCOPES.items() if where is scope):
            marks = ["×" if role in MATRIX[action] else "" for role in COLUMNS]
            table.append([render(Message.of(f"access.{action}"), of), *marks])
        parts.append(f"\n## {words[scope.value]}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in table))
    for scope in (Scope.SIGNED_IN, Scope.INSTALLATION):
        lines = [render(Message.of(f"access.{one}"), of) for one, where in SCOPES.items() if where is scope]
        parts.append(f"\n## {words[scope.value]}\n\n" + "".join(f"- {line}\n" for line in lines))
    return "".join(parts) + words["inviting"]
