# Guaranteed service on trees: beside a careful numpy dynamic programme, beside stockpyl, and as the tree grows.

if peer_is_there 'trees beside numpy' numpy; then
  printf '%-16s %14s %12s %12s %9s\n' tree cost 'meio (s)' 'numpy (s)' ratio
  least_ratio=
  for stages in 10 30 100 300 1000; do
    for sample in 1 2 3; do
      name=tree_${stages}_s$sample
      solve "$runs" "$peers/instances/$name.stages.json"
      # Both sides twice, in turn, so that a busy moment strikes neither alone.
      first=$seconds
      other=$(peer gsm_dp_numpy.py "instances/$name.json")
      solve "$runs" "$peers/instances/$name.stages.json"
      seconds=$(lesser "$first" "$seconds")
      numpy=$(lesser "$(field min_s <<<"$other")" "$(peer gsm_dp_numpy.py "instances/$name.json" | field min_s)")
      agree "$name" "$cost" "$(field optimum <<<"$other")" 1e-9
      ratio=$(number "$numpy / $seconds")
      printf '%-16s %14.4f %12.6f %12.6f %8.1fx\n' $name "$cost" "$seconds" "$numpy" "$ratio"
      [ $stages != 1000 ] || least_ratio=$(lesser "$least_ratio" "$ratio")
    done
  done
  goal 'trees of 1,000 stages beside numpy, least' "$least_ratio" least 20 'times'
  echo
fi

if peer_is_there 'trees beside stockpyl' stockpyl; then
  printf '%-16s %14s %12s %12s %9s\n' tree cost 'meio (s)' 'stockpyl (s)' ratio
  for stages in 10 30 100 300; do
    name=tree_${stages}_s1
    solve "$runs" "$peers/instances/$name.stages.json"
    # “fast” spares stockpyl a rebuild of its tables for every link, which takes longer than the optimisation.
    other=$(peer gsm_tree.py "instances/$name.json" "$slow_runs" 120 fast)
    stockpyl=$(field min_s <<<"$other")
    if [ -z "$stockpyl" ]; then
      left_out "$name beside stockpyl" "no answer within 120 s"
      continue
    fi
    agree "$name" "$cost" "$(field optimum <<<"$other")" 1e-9
    ratio=$(number "$stockpyl / $seconds")
    printf '%-16s %14.4f %12.6f %12.4f %8.0fx\n' $name "$cost" "$seconds" "$stockpyl" "$ratio"
    [ $stages != 300 ] || goal 'tree of 300 stages beside stockpyl' "$ratio" least 5000 'times'
  done
  echo
fi

# The work per stage stays what it is while the tree grows: its time grows only as the network leaves the caches.
printf '%-16s %14s %12s %12s %12s\n' 'random tree' 'longest time' 'meio (s)' 'µs a stage' 'against 1,000'
first=
for stages in 1000 10000 100000; do
  longest=$(awk -v stages=$stages -v seed=1 -f "$benchmarks/random-tree.awk" 2>&1 >"$output/tree.stages.json") ||
    fail "random-tree.awk: $longest"
  solve $((stages < 100000 ? runs : 3)) "$output/tree.stages.json"
  each=$(number "$seconds / $stages * 1e6")
  first=${first:-$each}
  printf '%-16s %14s %12.6f %12.3f %11.2fx\n' $stages "$longest" "$seconds" "$each" "$(number "$each / $first")"
done
goal 'tree of 100,000 stages' "$seconds" most 1 'seconds'
goal 'time per stage, 100,000 against 1,000 stages' "$(number "$each / $first")" most 2 'times'
