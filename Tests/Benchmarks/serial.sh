# Serial systems under stochastic service (Clark and Scarf 1960): speed beside stockpyl, and the error of both against a
# fine discretisation in numpy. For Poisson demand that is exact; for normal demand it is itself off by some 4e-8 (a
# third of its change from twice the step), so that smaller errors than that are not told apart.

# Echelon holding cost rates and lead times from the most downstream stage up, and the backorder cost rate, as the peers
# have them.
echelon_rates=(3.0 2.0 2.0 1.5 1.0 1.0 0.5 0.5)
lead_times=(1 1 2 2 1 3 2 1)
backorder_rate=37.12
finest=0.0025

# A serial system of the first stages as a stage network; a stage's own rate is the sum of the echelon rates from it up.
serial_network() { # STAGES DEMAND
  local stages=$1 demand=$2 stage
  printf '{"schema": "meio.stage-network/1", "name": "serial", "period": "day", "stages": ['
  for stage in $(seq "$stages"); do
    printf '%s{"id": "%d", "processing_time": %d, "holding_cost_rate": %s' "$([ "$stage" = 1 ] || echo ,)" "$stage" \
      "${lead_times[stage - 1]}" "$(number "$(IFS=+ && echo "${echelon_rates[*]:stage-1:stages-stage+1}")")"
    [ "$stage" != 1 ] || printf ', "backorder_cost_rate": %s, "demand": %s' $backorder_rate "$demand"
    printf '}'
  done
  printf '], "links": ['
  for stage in $(seq 2 "$stages"); do
    printf '%s{"from": "%d", "to": "%d"}' "$([ "$stage" = 2 ] || echo ,)" "$stage" $((stage - 1))
  done
  printf ']}\n'
}

# The relative error of a cost, unsigned.
relative_error() { awk -v a="$1" -v b="$2" 'BEGIN { d = (a - b) / b; print (d < 0 ? -d : d) }'; }

beside_stockpyl=
! peer_is_there 'serial systems beside stockpyl' stockpyl || beside_stockpyl=yes
if peer_is_there 'serial systems' numpy scipy; then
  printf '%-10s %7s %16s %11s %11s %11s %11s %9s %11s\n' demand stages 'meio cost' 'meio err' 'peer err' 'meio (s)' \
    'peer (s)' ratio 'numpy (s)'
  for demand in normal poisson; do
    sd=', "sd": 1'
    [ $demand = normal ] || sd=
    least_ratio='' least_gain=''
    for stages in 3 5 8; do
      serial_network $stages "{\"distribution\": \"$demand\", \"mean\": 5$sd}" >"$output/serial.stages.json"
      solve "$runs" "$output/serial.stages.json" --model ssm
      reference=$(peer ssm_ref_numpy.py $stages $demand $finest)
      numpy=$(field min_s <<<"$reference")
      optimum=$(field optimum <<<"$reference")
      agree "$demand demand, $stages stages" "$cost" "$optimum" 1e-6
      error=$(relative_error "$cost" "$optimum")
      peer_error=- peer_seconds=- ratio=-
      if [ -n "$beside_stockpyl" ]; then
        first=$seconds
        other=$(peer ssm_serial.py $stages $demand $((slow_runs + 1)))
        solve "$runs" "$output/serial.stages.json" --model ssm
        seconds=$(lesser "$first" "$seconds")
        peer_seconds=$(field min_s <<<"$other")
        peer_error=$(relative_error "$(field optimum <<<"$other")" "$optimum")
        ratio=$(number "$peer_seconds / $seconds")
        least_ratio=$(lesser "$least_ratio" "$ratio")
        # Less than 1e-9 counts as that.
        least_gain=$(lesser "$least_gain" "$(number "$peer_error / ($error > 1e-9 ? $error : 1e-9)")")
        peer_error=$(printf '%.1e' "$peer_error") ratio=$(printf '%.0fx' "$ratio")
        peer_seconds=$(printf '%.4f' "$peer_seconds")
      fi
      printf '%-10s %7d %16.8f %11.1e %11s %11.6f %11s %9s %11.6f\n' $demand $stages "$cost" "$error" "$peer_error" \
        "$seconds" "$peer_seconds" "$ratio" "$numpy"
    done
    if [ -n "$beside_stockpyl" ]; then
      goal "serial, $demand demand, beside stockpyl, least" "$least_ratio" least 1000 'times'
      goal "serial, $demand demand, error of stockpyl to ours" "$least_gain" least 10 'times'
    fi
  done
fi
