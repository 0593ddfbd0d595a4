"""`rechterhand demo`: the files of two tools, risks, circumstances and the verdict beside them, and clear words where
that can't be.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

VERSIONS = sorted(f"nova-v{number}.{suffix}" for number in range(1, 7) for suffix in ("xer", "xml"))
BESIDE = ["circumstances.yaml", "risks.csv"]
RUN = (sys.executable, "-c", "from rechterhand.cli.main import main; main()")


def rechterhand(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *map(str, arguments)], capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("out") / "demo"
    return folder, rechterhand("demo", folder, "--review", "--lang", "nl")


def test_it_writes_every_version_for_both_tools_and_the_verdict(
    made: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = made

    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in folder.iterdir()) == sorted([*BESIDE, *VERSIONS, "compare.html", "review.html"])
    assert (folder / "nova-v6.xer").read_bytes().startswith(b"ERMHDR")
    assert b"schemas.microsoft.com/project" in (folder / "nova-v6.xml").read_bytes()[:400]
    for page in ("review.html", "compare.html"):
        assert '<html lang="nl">' in (folder / page).read_text(encoding="utf-8")


def test_it_prints_the_verdict_and_what_it_wrote(made: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = made
    told = " ".join(done.stdout.split())

    assert "P80 is" in told
    assert "Is de planning te geloven?" in told
    for name in ("nova-v1.xml", "nova-v1.xer", "review.html", "compare.html"):
        assert str(folder / name) in told
    assert "Sinds ‘nova-v5.xml’ (6 oktober 2026) schoof het einde" in told
    assert done.stderr == ""


def test_it_ends_with_commands_that_run(
    made: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    """On its risks, its scope and its circumstances."""
    commands = [line.split()[1:] for line in made[1].stdout.splitlines() if line.startswith("  rechterhand ")]
    remedies, advise = (rechterhand(*one, "--iterations", "1000", "--lang", "nl") for one in commands)

    assert (remedies.returncode, advise.returncode) == (0, 0), remedies.stderr + advise.stderr
    told = " ".join(remedies.stdout.split())
    assert "6 hebben een maatregel met restrisico" in told
    assert "Voer de maatregel tegen" in told
    told = " ".join(advise.stdout.split())
    assert "Niet opgegeven" not in told
    assert "werkwijze PRINCE2 opgegeven" in told


def test_it_counts_what_a_review_of_its_files_on_their_status_date_counts(
    made: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = made
    files = (folder / "nova-v6.xml", "--against", folder / "nova-v5.xml", "--risks", folder / "risks.csv")
    again = rechterhand("review", *files, "--today", "2026-11-03", "--lang", "nl")
    counted = [
        re.search(r"\d+ controles: .*? niet van toepassing", " ".join(one.stdout.split())) for one in (done, again)
    ]

    assert counted[0]
    assert counted[1]
    assert counted[0].group() == counted[1].group()


def test_the_manual_quotes_the_verdict_that_it_prints(made: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    manual = Path(__file__).parents[2] / "docs" / "nl" / "eerste-vijf-minuten.md"
    quoted = next(line[2:] for line in manual.read_text(encoding="utf-8").splitlines() if line.startswith("> "))

    assert quoted in " ".join(made[1].stdout.split())


def test_the_manual_quotes_what_moved(made: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    manual = Path(__file__).parents[2] / "docs" / "nl" / "eerste-vijf-minuten.md"
    quoted = [line[2:] for line in manual.read_text(encoding="utf-8").splitlines() if line.startswith("> ")]
    told = " ".join(made[1].stdout.split())

    assert [line.split()[0] for line in quoted] == ["P80", "Dat", "Sinds"]
    for line in quoted:
        assert line in told


def test_the_same_command_gives_the_same_files(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """MPXJ stamps nothing in them: dates of making and saving are the programme's own."""
    again = tmp_path / "weer"
    done = rechterhand("demo", again)

    assert done.returncode == 0
    against = f"--against {again / 'nova-v5.xml'} --risks {again / 'risks.csv'}"
    assert f"rechterhand review {again / 'nova-v6.xml'} {against}" in done.stdout
    assert sorted(one.name for one in again.iterdir()) == sorted([*BESIDE, *VERSIONS])
    for name in (*BESIDE, *VERSIONS):
        assert (again / name).read_bytes() == (made[0] / name).read_bytes()


def test_what_it_wrote_can_be_read_whole(made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    target = tmp_path / "read.jsonl"
    done = rechterhand("read", made[0] / "nova-v6.xer", made[0] / "nova-v6.xml", "--json", target)
    documents = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]

    assert done.returncode == 0
    counts = [{key: count for key, count in one["counts"].items() if key != "summaries"} for one in documents]
    assert [one.pop("baselines") for one in counts] == [0, 1]  # an XER holds none
    assert counts[0] == counts[1]
    assert (counts[0]["links"], counts[0]["resources"], counts[0]["assignments"], counts[0]["calendars"]) == (
        *(448, 32, 241, 7),
    )
    assert [one["not_understood"] for one in documents] == [[], []]


def test_a_folder_that_is_a_file_is_refused_in_the_users_language(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("werk van weken")
    done = rechterhand("demo", tmp_path / "plan", "--lang", "nl")
    below = rechterhand("demo", tmp_path / "plan" / "map", "--lang", "en")

    assert (done.returncode, below.returncode) == (2, 2)
    assert "geen map" in done.stderr
    assert "Name another folder" in below.stderr
    assert "Traceback" not in done.stderr + below.stderr
    assert (tmp_path / "plan").read_text() == "werk van weken"


def test_a_folder_without_room_for_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nova-v1.xer").mkdir()
    done = rechterhand("demo", tmp_path, "--lang", "en")

    assert done.returncode == 2
    assert "nova-v1.xer" in done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["nova-v1.xer"]
