#!/usr/bin/env bash
# Fetches axe-core, an accessibility checker for web pages (Deque Systems, MPL 2.0), into `.build-axe`, which git ignores;
# AccessibilityTests then run it in headless Chromium. Needs python3 and its package index, where a wheel carries it.
set -euo pipefail
cd "$(dirname "$0")/.."

wheel=axe-playwright-python
mkdir -p .build-axe
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest .build-axe "$wheel"
python3 - .build-axe/*.whl <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(name for name in wheel.namelist() if name.endswith("axe.min.js"))
    open(".build-axe/axe.min.js", "wb").write(wheel.read(name))
PYTHON
echo "axe-core is in .build-axe."
