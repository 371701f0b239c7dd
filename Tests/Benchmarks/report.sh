# The report of the bundled case: seconds of the whole process, the median of several.
case=$repository/Assets/cases/consumer-goods
reports=5

median() {
  local TIMEFORMAT=%R
  for _ in $(seq "$reports"); do
    { time "$@" >"$output/log" 2>&1 || fail "$@"; } 2>&1
  done | sort -n | sed -n "$(((reports + 1) / 2))p"
}

whole=$(median "$meio" report "$case" --all --out "$output/report")
charts=$(median "$meio" report "$case" --all --out "$output/charts" --formats png)
printf '%-24s %10s\n' 'whole process' 'median (s)'
printf '%-24s %10.2f\n' 'report, all formats' "$whole" 'report, charts alone' "$charts"
goal 'report of the bundled case, all formats' "$whole" most 1.0 seconds
nothing=$(median "$meio" report "$case" --out "$output/report")
printf '%-24s %10.3f\n' 'report, nothing changed' "$nothing"
goal 'report, nothing changed' "$nothing" most 0.1 seconds
goal 'report.pdf' "$(number "$(stat -c %s "$output/report/report.pdf") / 1000")" most 1000 kB
goal 'report.html' "$(number "$(stat -c %s "$output/report/report.html") / 1000")" most 2000 kB
