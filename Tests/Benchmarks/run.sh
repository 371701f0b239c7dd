#!/usr/bin/env bash
# Times the program beside its peers, in one run, and says which of the goals asked for it meets.
#
#   run.sh [--require] MEIO [TOPIC ...]
#
#   MEIO        the release binary
#   TOPIC       report, charts, trees, chains, networks, serial, simulation or twin (a script of that name beside this
#               one); all without it
#   --require   exit 1 where a goal is missed or a comparison left out, instead of saying so
#
# Every topic checks that both sides found the same cost; where they did not, the run fails. What a machine lacks is
# left out, and the end of the run says what and why. Where to look, from the environment:
#
#   MEIO_PEERS  the peer programs; else the folder shared/peers beside the repository
#   MEIO_DATA   the real supply chains; else the folder shared/data beside the repository
#
# The peers run in the Python of `.build-peers`, which peers.sh makes, or else in the system's python3.
#
# Times of a solver are the least of several runs, of the solver alone on both sides: neither reading the file, nor
# building a network's objects, nor starting up counts. On a busy machine all times grow, and ratios less so.
set -euo pipefail

require=
if [ "${1:-}" = --require ]; then
  require=yes
  shift
fi
if [ $# -lt 1 ]; then
  echo "usage: run.sh [--require] MEIO [TOPIC ...]" >&2
  exit 64
fi
meio=$1
shift
topics=${*:-report charts trees chains networks serial simulation twin}

benchmarks=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$benchmarks/../.." && pwd)
# shellcheck disable=SC2034 # The topics read it.
data=${MEIO_DATA:-$repository/../shared/data}
peers=${MEIO_PEERS:-$repository/../shared/peers}
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

# shellcheck source=Tests/Benchmarks/shared.sh
. "$benchmarks/shared.sh"

for topic in $topics; do
  if [ ! -f "$benchmarks/$topic.sh" ]; then
    echo "There is no topic $topic." >&2
    exit 64
  fi
  # shellcheck source=/dev/null
  . "$benchmarks/$topic.sh"
  echo
done
conclude
