# Guaranteed service on random general networks, beside a mixed-integer programme solved by HiGHS in its strong form.

if peer_is_there 'general networks beside HiGHS' numpy highspy; then
  printf '%-12s %7s %14s %9s %12s %12s %9s\n' network links cost gap 'meio (s)' 'HiGHS (s)' ratio
  total=0 total_milp=0
  for stages in 20 40 60 80 100; do
    for sample in 1 2 3; do
      name=dag_${stages}_s$sample
      solve "$runs" "$peers/instances/$name.stages.json"
      milp=
      for _ in $(seq "$slow_runs"); do
        other=$(peer gsm_milp.py "instances/$name.json" ext)
        milp=$(lesser "$milp" "$(field wall_s <<<"$other")")
      done
      # HiGHS stops at a relative gap of 1e-6.
      agree "$name" "$cost" "$(field optimum <<<"$other")" 1e-6
      printf '%-12s %7d %14.4f %9.1e %12.6f %12.4f %8.0fx\n' $name "$(field arcs <<<"$other")" "$cost" "$gap" \
        "$seconds" "$milp" "$(number "$milp / $seconds")"
      total=$(number "$total + $seconds")
      total_milp=$(number "$total_milp + $milp")
    done
  done
  printf 'All: %.4f s, HiGHS %.2f s.\n' "$total" "$total_milp"
  goal 'random general networks beside HiGHS' "$(number "$total_milp / $total")" least 10 'times'
fi
