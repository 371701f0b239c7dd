# Small systems under base stocks, simulated beside stockpyl, per thread, in processor time: stages times periods in a
# second, the making of demand included. stockpyl plays one replication of 10,000 periods, in its fastest setting; ours
# are 1,000 of as many periods, of which a vector of the processor plays several at a time, and count as what they are.
# Mean costs agree to what one replication tells (the two share what is short in different ways).

for system in serial warehouse; do
  peer_is_there "simulation of a small system ($system) beside stockpyl" stockpyl || continue
  for run in 1 2 3; do
    "$meio" benchmark simulation $system >"$output/simulation-$run" 2>"$output/log" ||
      fail "run $run of meio benchmark simulation $system"
  done
  rate=0
  for run in 1 2 3; do
    rate=$(number "$rate > $(field per_cpu_second <"$output/simulation-$run") ? $rate : \
$(field per_cpu_second <"$output/simulation-$run")")
  done
  cost=$(field cost <"$output/simulation-1")
  kind=$system
  [ $system = serial ] || kind=owmr
  other=$(peer sim_stockpyl.py $kind 10000 1)
  agree "simulation, $system" "$cost" "$(field mean_cost <<<"$other")" 0.02
  other_rate=$(field node_periods_per_cpu_s <<<"$other")
  printf '%-10s %14.3g stage-periods/s, stockpyl %10.4g, mean cost %.4f and %.4f, memory %.0f and %.0f MiB\n' $system \
    "$rate" "$other_rate" "$cost" "$(field mean_cost <<<"$other")" "$(field peak_mib <"$output/simulation-1")" \
    "$(field peak_MiB <<<"$other")"
  goal "simulation, $system, beside stockpyl" "$(number "$rate / $other_rate")" least 10000 times
done
