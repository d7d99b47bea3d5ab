#!/usr/bin/env bash
# Kills imports at random moments and fills the disk under one: the ledger file must open each time,
# be sound, and have every import wholly or not at all (muster ledger check counts them).
#
# usage: tests/kill_imports.sh MUSTER [TIMES]
set -euo pipefail
muster=$(realpath "$1")
times=${2:-200}
folder=$(mktemp -d)
trap 'umount "$folder/full" 2> /dev/null || true; rm -rf "$folder"' EXIT
ledger=$folder/ledger.sqlite
RANDOM=${SEED:=$$}
echo "seed $SEED, $times kills"

# A table of 40 areas in a hundred years, with other figures for each day of publication.
make_table() {
  awk -v seed="$1" 'BEGIN {
    srand(seed)
    print "Country Name,Country Code,Year,Value"
    split("Poland POL Germany DEU France FRA Italy ITA Spain ESP Norway NOR Greece GRC Canada CAN Latvia LVA Estonia EST Belgium BEL Albania ALB Croatia HRV Denmark DNK Finland FIN Hungary HUN Iceland ISL Romania ROU Sweden SWE Slovenia SVN Austria AUT Ireland IRL Malta MLT Cyprus CYP Japan JPN India IND China CHN Ukraine UKR Portugal PRT Netherlands NLD Luxembourg LUX Lithuania LTU Montenegro MNE Bulgaria BGR Australia AUS Switzerland CHE Iraq IRQ Kenya KEN Chile CHL Peru PER", names, " ")
    for (i = 1; i < 80; i += 2)
      for (year = 1901; year <= 2000; ++year)
        printf "%s,%s,%d,%d\n", names[i], names[i + 1], year, rand() * 1e8
  }' > "$folder/table.csv"
}

day() { date -u -d "2001-01-01 + $1 days" +%F; }

check() {
  [ -e "$ledger" ] || return 0
  "$muster" ledger check --ledger "$ledger" > "$folder/check" || { cat "$folder/check"; echo "not sound after kill $1"; exit 1; }
  # Every vintage has all of its figures.
  awk '/ figures  / && $2 != 4000 { print "half an import: " $0; exit 1 }' "$folder/check"
}

# Without one that is let be nothing would be killed but refusals.
make_table 0
"$muster" import "$folder/table.csv" --indicator SP.POP.TOTL --published "$(day 0)" --ledger "$ledger" > /dev/null
check 0

killed=0
for ((i = 1; i <= times; ++i)); do
  make_table "$i"
  "$muster" import "$folder/table.csv" --indicator SP.POP.TOTL --published "$(day "$i")" --ledger "$ledger" > /dev/null 2>&1 &
  import=$!
  sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
  if kill -9 "$import" 2> /dev/null; then killed=$((killed + 1)); fi
  wait "$import" 2> /dev/null || true
  check "$i"
  # A hundred vintages are enough to read each time.
  if ((i % 50 == 0)); then rm -f "$ledger"*; fi
done
echo "$killed of $times imports were killed; the ledger was sound each time"

# A disk with room for some imports and not for the next.
mkdir "$folder/full"
if mount -t tmpfs -o size=1500k none "$folder/full" 2> /dev/null; then
  ledger=$folder/full/ledger.sqlite
  full=no
  for ((i = 1; i <= 20; ++i)); do
    make_table "$i"
    if ! "$muster" import "$folder/table.csv" --indicator SP.POP.TOTL --published "$(day "$i")" --ledger "$ledger" > /dev/null 2> "$folder/error"; then
      full=yes
      grep -q "disk is full\|disk I/O error\|database or disk" "$folder/error" || { cat "$folder/error"; exit 1; }
      check "full disk"
      break
    fi
  done
  [ "$full" = yes ] || { echo "the disk was never full"; exit 1; }
  cat "$folder/error"
  echo "a full disk leaves the ledger sound"
else
  echo "skipped: a full disk (mounting needs root)"
fi
