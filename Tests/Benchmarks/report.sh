# The report of the bundled case: seconds of the whole process, the median of several.
case=$repository/Assets/cases/consumer-goods
reports=5

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
