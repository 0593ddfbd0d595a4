"""Asks for every page, one at a time, and reads from the server's log how long it took."""

from __future__ import annotations

import http.client
import uuid
from urllib.parse import urlsplit

from benchmarks.web.addresses import Address, Signed, addresses, pages
from benchmarks.web.found import Page, Told
from benchmarks.web.server import Server

TIMES = 3
"""Each address is asked for so often, after once that isn't counted."""


def measured(server: Server, signed: Signed, only: str = "") -> list[Page]:
    """Every page, in the order of the site."""
    asked: dict[str, Address] = {}
    wanted = [route for route in pages() if only in route.name]
    everything = {route.name: list(addresses(route)) for route in wanted}
    for turn in range(TIMES + 1):
        for of_route in everything.values():
            for one in of_route:
                number = f"page.{turn}.{uuid.uuid4().hex}"
                _ask(server, one, signed, number)
                if turn:
                    asked[number] = one
    return _gathered(server.told(), asked)


def _gathered(told: dict[str, Told], asked: dict[str, Address]) -> list[Page]:
    found: dict[str, Page] = {}
    for number, one in asked.items():
        row = found.setdefault(one.route, Page(one.route))
        answer = told[number]
        if answer.status == 405:
            continue
        if answer.status >= 500 or (answer.status >= 400 and one.about_place):
            row.wrong.append(f"{answer.status} {one.path}")
        row.told.append(answer)
        row.slowest = max(row.slowest, (answer.milliseconds, one.path))
    return [row for row in found.values() if row.told]


def _ask(server: Server, one: Address, signed: Signed, number: str) -> None:
    where = urlsplit(server.address)
    asking = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
    asking.request("GET", one.path, headers={"Cookie": signed.cookie(one.person), "X-Request-ID": number})
    asking.getresponse().read()
    asking.close()
