# The steps of `./dev test`; docs/hacking.md says what each guards against. Read by ./dev.

sources() { git ls-files --cached --others --exclude-standard '*.cc' '*.h'; }

check_format() { sources | xargs clang-format-16 --dry-run -Werror; }

# Units whose change is newest: those that differ from main, or on main itself the last twenty.
changed_units() {
  local base
  base=$(git merge-base HEAD origin/main 2> /dev/null || true)
  {
    git diff --name-only HEAD -- 'src/*.cc'
    if [ -n "$base" ] && [ "$base" != "$(git rev-parse HEAD)" ]; then
      git diff --name-only "$base" HEAD -- 'src/*.cc'
    else
      git log --name-only --format= -n 200 -- 'src/*.cc' | awk '!seen[$0]++' | head -n 20
    fi
  } | sort -u | while read -r unit; do [ ! -e "$unit" ] || echo "$unit"; done
}

# tidy_one CHECKS BUILD FILE: passed over when the same text was found clean before.
tidy_one() {
  local checks=$1 build=$2 file=$3 key
  key=$({ cat .clang-tidy; echo "$checks $file"; clang++-16 -std=c++20 -Isrc -DMUSTER_VERSION='""' -E -C "$file"; } | sha256sum | cut -d' ' -f1)
  [ ! -e "build/tidy/clean/$key" ] || return 0
  clang-tidy-16 --quiet --checks="$checks" --extra-arg=-Wno-unknown-warning-option -p "$build" "$file" 2> /dev/null || return 1
  touch "build/tidy/clean/$key"
}

# tidy_each CHECKS BUILD FILES: two at a time.
tidy_each() {
  export -f tidy_one
  xargs -P 2 -I{} bash -c 'tidy_one "$0" "$1" "$2" && echo "{} is clean"' "$1" "$2" {} <<< "$3"
}

# What the sanitizers' build compiles of src/, several units as one.
compiled_units() { grep -o '"file": "[^"]*"' build/sanitize/compile_commands.json | cut -d'"' -f4 | grep -vE '/tests/|/fuzz/|/generated/|fmt_compiled' | sort -u; }

# Likely bugs are looked for where units are compiled together, since most of the time goes into
# their headers. The analyzer, which takes five times as long, sees a unit by itself, and so whether it
# has all its includes.
tidy() {
  configure sanitize
  configure tidy
  mkdir -p build/tidy/clean
  step "clang-tidy on all units" tidy_each '-clang-analyzer-*,-bugprone-suspicious-include' build/sanitize "$(compiled_units)"
  if [ "${1:-}" = --all ]; then
    step "analyzer on all units" tidy_each '' build/tidy "$(git ls-files 'src/*.cc')"
  else
    step "analyzer on changed units" tidy_each '' build/tidy "$(changed_units)"
  fi
}

# Each target from the corpus that is kept in the repository and what earlier runs of this checkout
# found; two at a time.
fuzz_target() {
  local seconds=$1 name=$2 words=()
  # Those that read texts know the words of the lexicon.
  case $name in
    check | html | mail | jsonl) words=(-dict=build/sanitize/fuzz/lexicon.dict) ;;
    layout) words=(-dict=fuzz/layout.dict) ;;
  esac
  mkdir -p "build/fuzz/corpus/$name"
  "build/sanitize/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    "${words[@]}" -artifact_prefix=build/fuzz/ "build/fuzz/corpus/$name" "fuzz/corpus/$name" 2>&1 |
    sed "s/^/$name: /"
}

fuzz_targets() {
  local seconds=$1
  shift
  export -f fuzz_target
  printf '%s\n' "$@" | xargs -P 2 -I{} bash -o pipefail -c 'fuzz_target "$0" "$1"' "$seconds" {}
}

fuzz() {
  local seconds=${1:-60}
  shift || true
  configure sanitize
  compile sanitize
  [ $# -gt 0 ] || set -- $(cd fuzz && basename -s .cc ./*.cc)
  step "fuzzing $# targets for $seconds s each" fuzz_targets "$seconds" "$@"
}

# The pages' types, then the site as its readers use it; what is timed runs alone.
site_tests() (
  cd web && npm run types && node --test tests/site.test.mjs tests/core.test.mjs tests/documents.test.mjs &&
    node --test tests/budget.test.mjs
)

# What the site's tests look at: its pages and how they are made, and what the core is asked.
site_state() {
  { git ls-files --cached --others --exclude-standard web src/publish src/exports src/browser cmake data examples | sort |
      while read -r file; do [ ! -f "$file" ] || sha256sum "$file"; done; } | sha256sum | cut -d' ' -f1
}

test_web() {
  prepare_tests
  need "the site's tests" $WEB_TEST_PACKAGES
  step "tests of the site" site_tests
  site_state > build/site_tested
}

prepare_tests() {
  need "the tests" $TEST_PACKAGES
  build_whole MUSTER_TESTS=ON
}

test_quick() {
  need "the program" $BUILD_PACKAGES
  need "the tests" $TEST_PACKAGES
  release_with MUSTER_TESTS=ON MUSTER_SITE=OFF
  ctest --preset release "$@"
}

run_ctest() { ctest --preset "$1"; }
kill_imports() { tests/kill_imports.sh build/release/muster 200; }

# Whole in a checkout that has not passed yet, and when asked for by `full`; else fuzzers run
# briefly and the site's tests only where what they look at has changed.
test_all() {
  local whole=${1:-}
  [ -e build/tested ] || whole=full
  trap 'print_steps >&2' EXIT
  prepare_tests
  step "format" check_format
  step "tests" run_ctest release
  configure sanitize
  compile sanitize
  step "tests with sanitizers" run_ctest sanitize
  tidy
  if [ "$whole" = full ]; then fuzz 60; else fuzz 10; fi
  step "killed imports" kill_imports
  if [ "$whole" = full ] || [ "$(site_state)" != "$(cat build/site_tested 2> /dev/null)" ]; then
    test_web
  else
    echo "the site's tests passed on the same pages; not run again (./dev test web)" >&2
  fi
  touch build/tested
  # What counts tests reads their last line.
  tail -n 12 build/log/tests.txt
}
