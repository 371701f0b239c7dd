# Functions of all topics; run.sh reads this file, and sets the variables that it uses: meio, peers, output, require.

# Runs of one instance of which the least time counts: of what takes milliseconds, and of what takes seconds.
runs=9
slow_runs=2

# Peers must leave nothing in their own folder.
export PYTHONDONTWRITEBYTECODE=1
python=$repository/.build-peers/bin/python
[ -x "$python" ] || python=python3

# Standard error, where that of a command goes to its time.
exec 3>&2

fail() {
  echo "failed: $*" >&3
  [ ! -s "$output/log" ] || cat "$output/log" >&3
  exit 1
}

# Whether all of the named Python modules are there.
has() {
  local module
  for module in "$@"; do "$python" -c "import $module" >/dev/null 2>&1 || return 1; done
}

# Whether a peer can run: the folder of peers is there, and so are the Python modules named. If not, notes what is left
# out and why.
peer_is_there() { # WHAT MODULE...
  local what=$1
  shift
  if [ ! -d "$peers/instances" ]; then
    left_out "$what" "no peer programs (MEIO_PEERS)"
  elif ! has "$@"; then
    left_out "$what" "no Python with $* (Tests/Benchmarks/peers.sh installs it)"
  else
    return 0
  fi
  return 1
}

left_out() { # WHAT WHY
  echo "Left out: $1, for want of: ${2#no }"
  printf '%s: %s\n' "$1" "$2" >>"$output/left-out"
}

# Notes a goal: a figure that is asked to be at least or at most a bound.
goal() { # NAME FIGURE least|most BOUND UNIT
  awk -v name="$1" -v figure="$2" -v sense="$3" -v bound="$4" -v unit="$5" 'BEGIN {
    met = sense == "least" ? figure + 0 >= bound + 0 : figure + 0 <= bound + 0
    printf "%-52s %12.4g  %-8s %8.6g %-10s %s\n", name, figure, "at " sense, bound, unit, met ? "met" : "MISSED"
  }' >>"$output/goals"
}

# Says what was asked for and what was left out, and decides how the run ends.
conclude() {
  if [ -s "$output/goals" ]; then
    printf '%-52s %12s  %s\n' goal measured 'asked for'
    cat "$output/goals"
  fi
  if [ -s "$output/left-out" ]; then
    printf '\nLeft out\n'
    sed 's/^/  /' "$output/left-out"
  fi
  [ -z "$require" ] || { [ ! -s "$output/left-out" ] && ! grep -q 'MISSED$' "$output/goals"; }
}

# The value of a top-level number in a JSON line on standard input, with or without spaces.
field() { sed -nE "s/.*\"$1\" ?: ?([-+0-9.eE]+).*/\1/p" | head -n 1; }

# An awk expression as a number: arithmetic that the shell cannot do.
number() { awk "BEGIN { printf \"%.17g\", ($1) }"; }

# The lesser of two numbers, or the second where there is no first yet.
lesser() { awk -v a="${1:-$2}" -v b="$2" 'BEGIN { print (b + 0 < a + 0 ? b : a) }'; }

# The greater of two numbers.
greater() { awk -v a="$1" -v b="$2" 'BEGIN { print (b + 0 > a + 0 ? b : a) }'; }

# Solves a stage network a number of times; sets `cost`, `gap` and `seconds`, the least of the solver.
solve() { # RUNS FILE OPTION...
  local count=$1 solution run
  shift
  seconds=
  for run in $(seq "$count"); do
    "$meio" solve "$@" --json --time >"$output/solution" 2>"$output/log" || fail "run $run of meio solve $*"
    solution=$(sed 's/"stages".*//' "$output/solution" | tr '\n' ' ')
    seconds=$(lesser "$seconds" "$(field seconds <<<"$solution")")
  done
  cost=$(field cost <<<"$solution")
  gap=$(field gap <<<"$solution")
}

# The one JSON line that a peer prints; some libraries print lines of their own before it.
peer() { # SCRIPT ARGUMENT...
  (cd "$peers" && "$python" "$@" 2>"$output/log") | grep '^{' || fail "$*"
}

# Fails unless a cost is that of the other side, to a relative difference.
agree() { # NAME COST OTHER TOLERANCE
  awk -v a="$2" -v b="$3" -v tolerance="$4" 'BEGIN { d = a - b; exit !((d < 0 ? -d : d) <= tolerance * b) }' ||
    fail "$1: cost $2 against $3"
}
