#!/bin/sh
# Makes the virtual environment from the lock. Needs only Python 3.11-3.13 with venv and pip, and a package index.
set -eu
venv="$1"
python="${PYTHON:-python3}"

fits() { "$1" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }

if ! fits "$python"; then
    for candidate in python3.13 python3.12 python3.11; do
        if fits "$candidate"; then python="$candidate"; break; fi
    done
fi
if ! fits "$python"; then
    echo "Rechterhand needs Python 3.11, 3.12 or 3.13 (with venv); '$python' is $("$python" --version 2>&1 || echo absent)." >&2
    echo "Install one of these and run: make setup PYTHON=/path/to/python3.13" >&2
    exit 2
fi
if ! [ -x "$venv/bin/python" ] || ! fits "$venv/bin/python"; then
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade uv
"$venv/bin/uv" pip install --quiet --compile-bytecode --python "$venv/bin/python" --require-hashes -r requirements.lock
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation --editable .
"$venv/bin/python" -m compileall -q src
"$venv/bin/python" tools/compile_kernels.py
"$venv/bin/python" tools/prepare_java.py
