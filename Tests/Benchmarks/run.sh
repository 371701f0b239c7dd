#!/usr/bin/env bash
# Times the program, in one run: the report of the bundled case, and `meio solve` beside a careful numpy dynamic
# programme on the same trees. Both solve the same guaranteed-service problem; their costs must agree to nine digits.
#
#   run.sh [--require] MEIO [PEERS]
#
#   MEIO        the release binary
#   PEERS       folder of the peer programs; without it MEIO_PEERS, else the one beside the repository
#   --require   exit 1 where there are no peers to compare with, instead of saying so and leaving the comparison out
#
# Times of the report are those of the whole process, the median of several. Times of the solver are the least of
# several, of the solver alone: neither reading the file nor starting up counts.
set -euo pipefail

require=
if [ "${1:-}" = --require ]; then
  require=yes
  shift
fi
if [ $# -lt 1 ]; then
  echo "usage: run.sh [--require] MEIO [PEERS]" >&2
  exit 64
fi
meio=$1
repository=$(dirname "$0")/../..
peers=${2:-${MEIO_PEERS:-$repository/../shared/peers}}
case=$repository/Assets/cases/consumer-goods
reports=5
runs=9
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

# Standard error, where that of a command goes to its time.
exec 3>&2
fail() {
  echo "failed: $*" | cat - "$output/log" >&3
  exit 1
}

# The median seconds of a command, run as a process of its own.
median() {
  local TIMEFORMAT=%R
  for _ in $(seq "$reports"); do
    { time "$@" >"$output/log" 2>&1 || fail "$@"; } 2>&1
  done | sort -n | sed -n "$(((reports + 1) / 2))p"
}

whole=$(median "$meio" report "$case" --out "$output/report")
charts=$(median "$meio" report "$case" --out "$output/charts" --formats png)
printf '%-24s %10s\n' 'whole process' 'median (s)'
printf '%-24s %10.2f\n' 'report, all formats' "$whole" 'report, charts alone' "$charts"
echo

# What is said, and how the script ends, where there is nothing to compare with.
skip() {
  echo "$1: nothing to compare with"
  [ -z "$require" ] || exit 1
  exit 0
}
[ -d "$peers/instances" ] || skip "No peer programs in $peers"
python3 -c 'import numpy' 2>/dev/null || skip 'No Python with numpy'

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
