# Shared by run, check and .ci/run: to be sourced, with the repository's root as the working directory.
# shellcheck shell=bash

# say TEXT: a progress line with the seconds since the script began.
say() { printf '[%4d s] %s\n' "$SECONDS" "$*"; }

die() {
  printf '[%4d s] failed: %s\n' "$SECONDS" "$*" >&2
  exit 1
}

# As many jobs as there are cores, but no more than the memory carries: a compile takes about 1 GB.
jobs_here() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo)
  if [ "$memory" -lt "$cores" ]; then cores=$memory; fi
  if [ "$cores" -lt 1 ]; then cores=1; fi
  echo "$cores"
}

# On a terminal ninja's own line; elsewhere a line now and then, and everything that is not progress.
progress() {
  if [ -t 1 ]; then
    cat
  else
    awk '/^\[[0-9]+\/[0-9]+ [0-9.]+ s\]/ {
           split(substr($1, 2), step, "/")
           if ($2 < due && step[1] != step[2]) next
           due = $2 + 20
         }
         { print; fflush() }'
  fi
}

# build PRESET [TARGET ...]: configures where that is needed and builds.
build() {
  local preset=$1 folder=build/$1
  shift
  mkdir -p "$folder"
  if [ ! -f "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
    say "configuring $preset"
    cmake --preset "$preset" >"$folder/configure.log" 2>&1 || { cat "$folder/configure.log"; die "configuring $preset"; }
  fi
  say "building $preset"
  NINJA_STATUS='[%f/%t %e s] ' cmake --build "$folder" --parallel "$(jobs_here)" ${1:+--target "$@"} | progress ||
    die "building $preset"
}
