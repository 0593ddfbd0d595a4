"""Reads Patterson's form (.rcp) inside the worker: only numbers, in a fixed order."""

from __future__ import annotations

from typing import Any

from rechterhand.intake.psplib.numbers import MOST_JOBS, Numbers, damaged, lines_of


def load(path: str) -> dict[str, Any]:
    """Jobs and resources of a file, in the form that ``progen.load`` gives.

    Raises UnreadableFile with the row, TooLarge.
    """
    numbers = Numbers(lines_of(path))
    count = numbers.next("a_number_of_jobs", MOST_JOBS)
    many = numbers.next("a_number_of_resources", 1000)
    if count == 0:
        raise damaged("a_number_of_jobs", 1, "0")
    capacities = [numbers.next("a_capacity") for _ in range(many)]
    jobs = []
    for job in range(1, count + 1):
        duration = numbers.next("a_duration", 1_000_000)
        demands = [numbers.next("a_demand") for _ in range(many)]
        after = [numbers.next("a_successor", count) for _ in range(numbers.next("a_number_of_successors", count))]
        jobs.append({"number": job, "modes": [[duration, demands]], "successors": after})
    return {
        "jobs": jobs,
        "resources": [
            {"name": f"R {number}", "kind": "renewable", "capacity": one} for number, one in enumerate(capacities, 1)
        ],
        "about": {"left_over": numbers.left} if numbers.left else {},
    }
