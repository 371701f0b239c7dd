# Eight charts of 12 by 6 inches beside matplotlib, as PNG of 300 dots an inch and as PDF, and a report with its charts
# beside WeasyPrint: seconds of the whole process, the least of several. All work on one thread, but ours on two charts at
# a time where charts alone are drawn.
drawings=5

# Seconds of a command, the least of several runs.
least() { # COUNT COMMAND...
  local TIMEFORMAT=%R count=$1
  shift
  for _ in $(seq "$count"); do
    { time "$@" >"$output/log" 2>&1 || fail "$@"; } 2>&1
  done | sort -n | head -n 1
}

charts=$(least $drawings "$meio" benchmark charts "$output/sheets" --threads 2)
pages=$(least $drawings "$meio" benchmark pages "$output/pages")
printf '%-34s %10s\n' 'whole process' 'least (s)'
printf '%-34s %10.3f\n' 'eight charts, PNG and PDF' "$charts" 'report with eight charts' "$pages"
if peer_is_there 'eight charts beside matplotlib' matplotlib numpy; then
  other=$(least 2 "$python" "$peers/charts_matplotlib.py" "$output/matplotlib" png,pdf)
  printf '%-34s %10.3f\n' 'eight charts, matplotlib' "$other"
  goal 'eight charts, beside matplotlib' "$(number "$other / $charts")" least 15 times
fi
if peer_is_there 'report beside WeasyPrint' weasyprint matplotlib; then
  other=$(TMPDIR=$output least 2 "$python" "$peers/report_weasyprint.py" make png "$output/weasyprint.pdf")
  printf '%-34s %10.3f\n' 'report with charts, WeasyPrint' "$other"
  goal 'report with eight charts, beside WeasyPrint' "$(number "$other / $pages")" least 20 times
fi
