# Every command that answers from the ledger, for every ally and group, in every format, as of two days; every
# guideline and measure with each of these somewhere. Prints what ended in anything but 0, 1 or 2
# or says "internal error", and how many were asked. Read with `.` by a shell that has `muster`.
asked=0
ask() {
  asked=$((asked + 1))
  said=$(muster "$@" --as-of "$day" 2>&1 >/dev/null)
  status=$?
  case "$said" in *"internal error"*) status="internal error" ;; esac
  case "$status" in 0 | 1 | 2) ;; *) echo "muster $* --as-of $day: $status" ;; esac
}

# The next of a list, so that over the areas each comes up.
next_of() { # list position
  at=$2
  set -- $1
  shift $((at % $#))
  echo "$1"
}

areas=$(tail -n +2 data/groups.csv | cut -d, -f1,2 | tr , '\n' | sort -u)
guidelines=$(tail -n +2 data/guidelines.csv | cut -d, -f1)
measures=$(tail -qn +2 data/observations/*.csv | cut -d, -f1 | sort -u)
nth=0
for day in 2025-09-01 2026-11-30; do
  for guideline in $guidelines; do
    for format in text csv json; do ask allies --guideline "$guideline" --format "$format"; done
    for format in text csv json html; do
      ask outlook NATO --guideline "$guideline" --format "$format" --paths 100 --threads 1
    done
  done
  for format in text csv json; do
    ask donors --format "$format"
    ask promises --format "$format"
    ask vintages --format "$format"
  done
  for measure in $measures; do
    for format in text json; do
      ask revisions --measure "$measure" --format "$format"
      ask explain NATO "$measure" 2024 --format "$format"
    done
  done
  for area in $areas; do
    for format in text json csv html; do
      nth=$((nth + 1))
      guideline=$(next_of "$guidelines" $nth)
      measure=$(next_of "$measures" $nth)
      ask outlook "$area" --guideline "$guideline" --format "$format" --paths 100 --threads 1
      [ "$format" = html ] && continue
      ask series "$area" "$measure" --format "$format"
      ask export --area "$area" --format "$format"
      [ "$format" = csv ] && continue
      ask explain "$area" "$measure" 2024 --format "$format"
      ask reconcile "$area" "$measure" 2024 --format "$format"
      ask change "$area" "$measure" 2020 2024 --format "$format"
    done
  done
done
echo "asked $asked"
