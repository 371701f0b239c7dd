# The network twin: 1 regional centre, 50 distribution centres, 4,500 stores, 100 items, 365 days; beside numpy and
# numba, per thread, in processor time. The rules stand at the head of the peers' twin_common.py; the random numbers
# that make the network are each side's own, and SimulatorTests holds the engine to the peers' daily totals.
#
# Demand given: the time of playing alone, with demand in memory on all sides (ours a month ahead, theirs a year).
# Demand generated: drawing it, Poisson, counts too.

twin_items=100
twin_days=365

# Plays the twin some times; sets `given` and `generated` to the highest rate of each, as the peers take their least time
# of each, and `memory` to the largest peak.
twin() { # OPTION...
  local run
  given=0 generated=0 memory=0
  for run in 1 2 3; do
    "$meio" benchmark twin --items $twin_items --days $twin_days "$@" >"$output/twin" 2>"$output/log" ||
      fail "run $run of meio benchmark twin $*"
    given=$(greater "$given" "$(field playing_per_cpu_second <"$output/twin")")
    generated=$(greater "$generated" "$(field generated_per_cpu_second <"$output/twin")")
    memory=$(greater "$memory" "$(field peak_mib <"$output/twin")")
  done
}

printf '%-8s %-22s %14s %14s %12s\n' policy program 'given (1/s)' 'generated' 'peak (MiB)'
for policy in A B; do
  twin --policy $policy --threads 1 --double
  printf '%-8s %-22s %14.3g %14.3g %12.0f\n' $policy 'meio, Double' "$given" "$generated" "$memory"
  twin --policy $policy --threads 1
  printf '%-8s %-22s %14.3g %14.3g %12.0f\n' $policy 'meio, Float' "$given" "$generated" "$memory"
  for peer in numpy numba; do
    modules=$peer
    [ $peer = numba ] || modules='numpy scipy'
    # shellcheck disable=SC2086 # Several modules.
    peer_is_there "twin beside $peer, policy $policy" $modules || continue
    if [ $peer = numpy ]; then
      ready=$(peer echelon_numpy.py $twin_items $policy csr pre float32 3 $twin_days)
      fresh=$(peer echelon_numpy.py $twin_items $policy csr poisson float32 1 $twin_days)
      factors='4 15'
    else
      ready=$(peer echelon_numba.py $twin_items $policy pre 1 float32 3 $twin_days)
      fresh=$(peer echelon_numba.py $twin_items $policy poisson 1 float32 3 $twin_days)
      factors='2 6'
    fi
    other_given=$(number "$(field npp <<<"$ready") / $(field cpu_min_s <<<"$ready")")
    other_generated=$(number "$(field npp <<<"$fresh") / $(field cpu_min_s <<<"$fresh")")
    other_memory=$(field peak_MiB <<<"$ready")
    printf '%-8s %-22s %14.3g %14.3g %12.0f\n' $policy $peer "$other_given" "$other_generated" "$other_memory"
    goal "twin $policy, demand given, beside $peer" "$(number "$given / $other_given")" least "${factors% *}" times
    goal "twin $policy, demand generated, beside $peer" "$(number "$generated / $other_generated")" least \
      "${factors#* }" times
    goal "twin $policy, memory of $peer to ours" "$(number "$other_memory / $memory")" least 10 times
  done
done

# Ten times as many items, and the same totals whatever the number of threads.
echo
for threads in 1 2; do
  "$meio" benchmark twin --items 1000 --days $twin_days --policy B --threads $threads >"$output/twin-$threads" \
    2>"$output/log" || fail "meio benchmark twin with $threads threads"
  printf '1,000 items at %d threads: %.2f s, %.0f MiB\n' $threads "$(field seconds <"$output/twin-$threads")" \
    "$(field peak_mib <"$output/twin-$threads")"
done
totals() { sed 's/.*\("sales"\)/\1/' "$1"; }
[ "$(totals "$output/twin-1")" = "$(totals "$output/twin-2")" ] || fail 'totals differ between 1 and 2 threads'
goal 'twin of 1,000 items at 2 threads' "$(field seconds <"$output/twin-2")" most 6 seconds
goal 'twin of 1,000 items, memory' "$(field peak_mib <"$output/twin-2")" most 500 MiB
