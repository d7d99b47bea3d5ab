# A step of ./dev: what it runs goes to a log under build/log, what a person sees is one line. On a
# terminal the line moves (what, how far, how long); elsewhere it is printed once the step has taken
# a second. A step that fails prints the end of its log and what can be done.

STEPS_TAKEN=() # "seconds<tab>what", of all steps so far

# The last "[12/345]" or "12%" of a log.
how_far() { tail -c 2000 "$1" 2> /dev/null | tr '\r' '\n' | grep -oE '^\[ *[0-9]+/[0-9]+\]|^ *[0-9]+/[0-9]+ Test|[0-9]+%' | tail -1; }

show_step() {
  local what=$1 log=$2 began=$SECONDS
  sleep 1
  if [ ! -t 2 ]; then
    echo "$what" >&2
    return
  fi
  while true; do
    printf '\r\033[K%s  %s  %d s' "$what" "$(how_far "$log")" $((SECONDS - began)) >&2
    sleep 0.3
  done
}

# step WHAT COMMAND...: quiet when it takes no time.
step() {
  local what=$1 log began=$SECONDS status=0
  shift
  mkdir -p build/log
  log=build/log/${what//[^A-Za-z0-9]/-}.txt
  show_step "$what" "$log" &
  local shown=$!
  "$@" > "$log" 2>&1 < /dev/null || status=$?
  { kill $shown && wait $shown; } 2> /dev/null || true
  [ ! -t 2 ] || printf '\r\033[K' >&2
  STEPS_TAKEN+=("$((SECONDS - began))"$'\t'"$what")
  [ $status -eq 0 ] || explain_failure "$what" "$log"
  return $status
}

explain_failure() {
  local what=$1 log=$2 advice
  # What two at a time ran into stands before the end of the one beside it.
  { grep -A 20 -E '^FAILED:|error:|\*\*\*Failed|^not ok' "$log" || tail -n 20 "$log"; } | head -n 40 >&2
  if grep -qiE 'no space left|ENOSPC' "$log"; then
    advice="the disk is full: make room and try again"
  elif grep -qiE 'permission denied|EACCES|are you root|sudo: ' "$log"; then
    advice="a right is missing: packages are installed by root or through sudo"
  elif grep -qiE 'could not resolve|temporary failure|unable to fetch|failed to fetch|connection (refused|timed out)|ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|network request' "$log"; then
    advice="the network or a package registry can't be reached: see that, and try again"
  else
    advice="the whole of what was printed is in $log"
  fi
  echo "./dev: $what failed; $advice" >&2
}

# A table of the steps so far and their seconds.
print_steps() {
  local row total=0
  for row in "${STEPS_TAKEN[@]}"; do
    printf '%6d s  %s\n' "${row%%$'\t'*}" "${row#*$'\t'}"
    total=$((total + ${row%%$'\t'*}))
  done
  printf '%6d s  in all\n' "$total"
}
