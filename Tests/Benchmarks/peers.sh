#!/usr/bin/env bash
# Installs what the peer programs of the benchmarks need into `.build-peers`, a Python environment of its own that git
# ignores: numpy, scipy and numba, stockpyl, HiGHS, matplotlib and WeasyPrint. Needs python3 and its package index; run it once.
#
#   peers.sh [PYTHON]
set -euo pipefail
cd "$(dirname "$0")/../.."

"${1:-python3}" -m venv .build-peers
# stockpyl's serial solver fails on numpy 2.
.build-peers/bin/python -m pip install --quiet --disable-pip-version-check 'numpy<2' scipy numba stockpyl highspy \
  matplotlib weasyprint
.build-peers/bin/python -c 'import highspy, matplotlib, numba, numpy, scipy, stockpyl, weasyprint'
echo "The peers have what they need, in .build-peers."
