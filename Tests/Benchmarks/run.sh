#!/usr/bin/env bash
# Times `meio solve` beside a careful numpy dynamic programme on the same trees, in one run, and prints the ratio.
# Both solve the same guaranteed-service problem; their costs must agree to nine digits.
#
#   run.sh MEIO [PEERS]    MEIO: the release binary; PEERS: folder of the peer programs, beside the repository
#
# Times are the least of several runs, of the solver alone: neither reading the file nor starting up counts. Without
# the peers, or without Python and numpy, there is nothing to compare with, and the script says so.
set -euo pipefail

meio=$1
peers=${2:-$(dirname "$0")/../../../shared/peers}
runs=9

if [ ! -d "$peers/instances" ]; then
  echo "No peer programs in $peers: nothing to compare with"
  exit 0
fi
if ! python3 -c 'import numpy' 2>/dev/null; then
  echo "No Python with numpy: nothing to compare with"
  exit 0
fi

# The value of a top-level number in a JSON line on standard input, with or without spaces.
field() { sed -nE "s/.*\"$1\" ?: ?([-+0-9.eE]+).*/\1/p" | head -n 1; }

printf '%-16s %14s %12s %12s %8s\n' instance cost 'meio (s)' 'numpy (s)' ratio
for stages in 10 30 100 300 1000; do
  for sample in 1 2 3; do
    name=tree_${stages}_s$sample
    instance=$peers/instances/$name
    least=
    for _ in $(seq "$runs"); do
      solution=$("$meio" solve "$instance.stages.json" --model gsm --json --time | tr '\n' ' ' | sed 's/"stages".*//')
      seconds=$(field seconds <<<"$solution")
      least=$(awk -v a="${least:-$seconds}" -v b="$seconds" 'BEGIN { print (b < a ? b : a) }')
    done
    peer=$(cd "$peers" && python3 gsm_dp_numpy.py "instances/$name.json")
    awk -v name="$name" -v cost="$(field cost <<<"$solution")" -v meio="$least" \
      -v optimum="$(field optimum <<<"$peer")" -v numpy="$(field min_s <<<"$peer")" 'BEGIN {
        printf "%-16s %14.4f %12.6f %12.6f %7.1fx\n", name, cost, meio, numpy, numpy / meio
        difference = cost > optimum ? cost - optimum : optimum - cost
        if (difference > 1e-9 * optimum) { print "  costs differ: " cost " against " optimum; exit 1 }
      }'
  done
done
