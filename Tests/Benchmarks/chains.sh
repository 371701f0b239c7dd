# Guaranteed service on real supply chains (Willems 2008, DOI 10.1287/msom.1070.0176), general acyclic networks, against
# the optima that a mixed-integer programme proved. Every plan is verified once, outside of the time.
chains=$data/willems

# The peak memory of a command in megabytes, or nothing where the machine does not tell.
peak_memory() { # COMMAND...
  "$python" - "$@" <<'PYTHON' 2>/dev/null || true
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1))
PYTHON
}

# A number that optima.json states of a chain, or nothing.
proven() { # CHAIN NAME
  awk -v chain="\"$1\"" -v name="\"$2\":" '
    $1 == "\"chain\":" { found = index($2, chain) }
    found && $1 == name { gsub(",", "", $2); print $2 }' "$chains/optima.json"
}

if [ ! -f "$chains/optima.json" ]; then
  left_out 'real supply chains' 'no data (MEIO_DATA)'
else
  printf '%-6s %7s %7s %16s %9s %10s %9s %9s %9s %s\n' \
    chain stages links cost gap 'meio (s)' 'MILP (s)' ratio 'peak (MB)' optimum
  total=0 total_proven=0 total_milp=0 longest=0 widest=0 most_memory='' count=0 known=0
  for file in "$chains"/*.stages.json; do
    chain=$(basename "$file" .stages.json)
    solve 3 "$file"
    "$meio" solve "$file" --verify >"$output/log" 2>&1 || fail "the plan of chain $chain does not verify"
    memory=$(peak_memory "$meio" solve "$file" --json)
    optimum=$(proven "$chain" optimal_cost)
    milp=$(proven "$chain" milp_seconds_1_thread)
    agreement='none known'
    ratio=-
    if [ -n "$optimum" ]; then
      agree "chain $chain" "$cost" "$optimum" 1e-9
      agreement=agrees
      ratio=$(printf '%.0fx' "$(number "$milp / $seconds")")
      total_proven=$(number "$total_proven + $seconds")
      total_milp=$(number "$total_milp + $milp")
      known=$((known + 1))
    fi
    printf '%-6s %7d %7d %16.4f %9.1e %10.5f %9s %9s %9s %s\n' "$chain" "$(grep -o '"id"' "$file" | wc -l)" \
      "$(grep -o '"from"' "$file" | wc -l)" "$cost" "$gap" "$seconds" "${milp:--}" "$ratio" "${memory:--}" \
      "$agreement"
    count=$((count + 1))
    total=$(number "$total + $seconds")
    longest=$(number "$seconds > $longest ? $seconds : $longest")
    widest=$(number "$gap > $widest ? $gap : $widest")
    [ -z "$memory" ] || most_memory=$(number "$memory > ${most_memory:-0} ? $memory : ${most_memory:-0}")
  done
  printf '%d chains in %.3f s, the longest %.3f s; the %d of known optimum in %.3f s, a MILP in %.1f s (one thread).\n' \
    "$count" "$total" "$longest" "$known" "$total_proven" "$total_milp"
  goal 'real chains, all' "$total" most 33 'seconds'
  goal 'real chains, those of known optimum beside a MILP' "$(number "$total_milp / $total_proven")" least 10 'times'
  goal 'real chains, widest gap left' "$widest" most 1e-9 ''
  if [ -n "$most_memory" ]; then
    goal 'real chains, peak memory' "$most_memory" most 1000 'MB'
  else
    left_out 'memory of the real chains' 'no Python'
  fi
fi
