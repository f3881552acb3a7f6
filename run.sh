#!/usr/bin/env bash
# Builds and runs Lattice. `./run.sh --help` tells how.
set -euo pipefail
[[ $0 != */* ]] || cd "${0%/*}"

readonly DIST=verticles/node/target/lattice
readonly STAMP=$DIST/built

usage() {
  cat <<'TEXT'
usage: ./run.sh                            build if needed, then run one node
       ./run.sh --only openai,xai          one node that runs only these providers
       ./run.sh --nodes 3                  a cluster on this machine, on HTTP ports 8080 to 8082
       ./run.sh ask "question"             ask the running node
                    [--model m] [--stream]
       ./run.sh check [--only openai]      ask every configured provider, for free, whether it takes
                                           its key and has its models; needs no node
       ./run.sh test                       every test; further words go to Maven
       ./run.sh bench                      the benchmarks
       ./run.sh --help

Environment: LATTICE_HTTP_PORT    where the node listens, 8080 where not said
             LATTICE_JAVA_HOME    the one JDK to use; else the newest one from 17 up runs Lattice
             LATTICE_JAVA_OPTS    further flags for the JVM, such as -Xmx1g
             LATTICE_BUILD=never  start what was built before, whatever the sources say
Everything else: config/lattice.yaml, .env and README.md.
TEXT
}

say() { printf '%s\n' "$*" >&2; }

# One sentence that says what is wrong and what to do.
fail() {
  say "$*"
  exit 1
}

refuse() {
  say "$*"
  usage >&2
  exit 2
}

# --- The JDK -----------------------------------------------------------------------------------

# home -> REPLY, its version such as 17.0.15+6, or nothing where there is no JDK.
version_of() {
  REPLY=
  [[ -x $1/bin/javac && -r $1/release ]] || return 0
  local line
  while IFS= read -r line; do
    [[ $line != JAVA_VERSION=* || -n $REPLY ]] || REPLY=$line
    [[ $line != JAVA_RUNTIME_VERSION=* ]] || REPLY=$line
  done <"$1/release"
  REPLY=${REPLY#*=}
  REPLY=${REPLY//\"/}
}

# home -> REPLY, the number people call it by, such as 17; 0 where there is no JDK.
feature_of() {
  version_of "$1"
  REPLY=${REPLY%%[!0-9]*}
  REPLY=${REPLY:-0}
}

# Folders that may be the home of a JDK, into the array HOMES.
find_homes() {
  local javac
  if [[ -n ${LATTICE_JDKS:-} ]]; then
    HOMES=("$LATTICE_JDKS"/*)
    return
  fi
  HOMES=("${JAVA_HOME:-/nowhere}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*)
  if javac=$(command -v javac) && javac=$(readlink -f "$javac"); then
    HOMES+=("${javac%/bin/javac}")
  fi
}

# Sets RUN_JDK to the newest JDK and BUILD_JDK to the oldest one that can: the build checks itself
# with tools made for 17, a node starts and runs best on the newest.
find_jdks() {
  local home oldest=0 newest=16
  if [[ -n ${LATTICE_JAVA_HOME:-} ]]; then
    feature_of "$LATTICE_JAVA_HOME"
    ((REPLY >= 17)) || fail "LATTICE_JAVA_HOME is '$LATTICE_JAVA_HOME', which is not the home of a JDK 17 or newer; correct it or unset it."
    RUN_JDK=$LATTICE_JAVA_HOME BUILD_JDK=$LATTICE_JAVA_HOME
    return
  fi
  find_homes
  for home in "${HOMES[@]}"; do
    feature_of "$home"
    ((REPLY >= 17)) || continue
    ((REPLY <= newest)) || { newest=$REPLY RUN_JDK=$home; }
    ((oldest != 0 && REPLY >= oldest)) || { oldest=$REPLY BUILD_JDK=$home; }
  done
  ((oldest > 0)) || fail "No JDK 17 or newer was found: install one (apt install openjdk-17-jdk, brew install openjdk, or adoptium.net), or name one with LATTICE_JAVA_HOME."
}

# --- The build ---------------------------------------------------------------------------------

require_maven() {
  command -v mvn >/dev/null || fail "Maven was not found: install Maven 3.8 or newer (apt install maven, brew install maven) and start again."
}

# Maven's own libraries reach for Unsafe, of which newer JDKs warn.
maven() {
  feature_of "$BUILD_JDK"
  ((REPLY < 24)) || export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
  JAVA_HOME=$BUILD_JDK mvn -B "$@"
}

# What goes into the jars. Folders count too: a deleted file leaves a newer one behind.
changed_sources() {
  find pom.xml docs config cluster verticles \( -name target -o -path '*/src/test' \) -prune -o \
    \( -name pom.xml -o -path 'docs/*' -o -path '*/src/*' \) -newer "$STAMP" -print
}

build_is_needed() {
  [[ ${LATTICE_BUILD:-} != never ]] || return 1
  [[ ! -f $STAMP || -n $(changed_sources) ]]
}

build() {
  require_maven
  say "Building Lattice; this is done again only when sources change."
  mkdir -p "$DIST"
  : >"$STAMP.new"
  maven -q package -pl verticles/node -am -Dmaven.test.skip=true -Dspotless.apply.skip=true ||
    fail "The build failed; what Maven said is above."
  mv "$STAMP.new" "$STAMP"
}

# --- The tests ---------------------------------------------------------------------------------

# Shows of Maven's output what matters, and adds up its totals.
totals() {
  local line ran=0 failures=0 errors=0 skipped=0
  local total='Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: ([0-9]+)$'
  while IFS= read -r line; do
    case $line in
      '[ERROR]'* | '[WARNING]'* | '[INFO] Building '* | '[INFO] BUILD '* | *'Tests run:'*) say "$line" ;;
    esac
    if [[ $line =~ $total ]]; then
      ((ran += BASH_REMATCH[1], failures += BASH_REMATCH[2], errors += BASH_REMATCH[3], skipped += BASH_REMATCH[4], 1))
    fi
  done
  printf 'Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n' "$ran" "$failures" "$errors" "$skipped"
}

run_tests() {
  find_jdks
  require_maven
  mkdir -p target
  maven verify "$@" 2>&1 | tee target/test.log | totals ||
    fail "The tests failed; all that Maven said is in target/test.log."
}

# --- The start-up archive ----------------------------------------------------------------------

# Sets ARCHIVE, the file that holds the classes of a running node as the JVM of RUN_JDK wants them:
# with it a node is ready in a third of the time. A JVM takes no other's, so the name tells which.
archive_of_jdk() {
  version_of "$RUN_JDK"
  ARCHIVE=$DIST/archive/$REPLY${RUN_JDK//\//-}.jsa
}

# Whether ARCHIVE, or the note that it could not be made, is newer than every jar.
archive_is_current() {
  local jar made=$ARCHIVE
  [[ -f $made ]] || made=$ARCHIVE.failed
  [[ -f $made ]] || return 1
  for jar in "$DIST"/*.jar "$DIST"/lib/*.jar "$DIST"/jvm/*; do
    [[ ! $jar -nt $made ]] || return 1
  done
}

# A node without it only starts more slowly, so nothing here may stop one.
make_archive() {
  local log=$DIST/archive/rehearsal.log
  [[ -w $DIST ]] || return 0
  say "Making the start-up archive for $RUN_JDK; this is done again only after a build."
  mkdir -p "$DIST/archive"
  rm -f "$ARCHIVE" "$ARCHIVE.failed"
  if "${JAVA[@]}" "$MAKE_ARCHIVE=$ARCHIVE.new" -jar "$DIST/lattice.jar" rehearse --folder "$DIST/archive" >"$log" 2>&1 && [[ -f $ARCHIVE.new ]]; then
    mv "$ARCHIVE.new" "$ARCHIVE"
  else
    : >"$ARCHIVE.failed"
    say "It could not be made, see $log; a node starts without it, in more time."
  fi
}

# --- Running -----------------------------------------------------------------------------------

# Sets JAVA to the words that start the JVM, without what it is to run, and the flags that make and
# use an archive.
choose_jvm() {
  feature_of "$RUN_JDK"
  if ((REPLY < 25)); then
    JAVA=("$RUN_JDK/bin/java" "@$DIST/jvm/java-17.options")
    MAKE_ARCHIVE=-XX:ArchiveClassesAtExit USE_ARCHIVE=-XX:SharedArchiveFile
  else
    JAVA=("$RUN_JDK/bin/java" "@$DIST/jvm/java-25.options")
    MAKE_ARCHIVE=-XX:AOTCacheOutput USE_ARCHIVE=-XX:AOTCache
  fi
  archive_of_jdk
}

# Completes JAVA, so that only the arguments of Lattice are left to say.
complete_java() {
  [[ ! -f $ARCHIVE ]] || JAVA+=("$USE_ARCHIVE=$ARCHIVE")
  # shellcheck disable=SC2206 # flags of the operator's, to be split
  JAVA+=(${LATTICE_JAVA_OPTS:-} -jar "$DIST/lattice.jar")
}

prepare() {
  find_jdks
  ! build_is_needed || build
  [[ -f $DIST/lattice.jar ]] || fail "Nothing is built yet and LATTICE_BUILD is '${LATTICE_BUILD:-}'; unset it and start again."
  choose_jvm
  archive_is_current || make_archive
  complete_java
}

ask() {
  find_jdks
  [[ -f $DIST/lattice.jar ]] || fail "No node was started here yet; start one with ./run.sh in another terminal, then ask."
  choose_jvm
  JAVA+=(-XX:TieredStopAtLevel=1) # it is over before the better compiler pays
  complete_java
  exec "${JAVA[@]}" ask "$@"
}

# Where something is built it is taken as it is: a node may be running on it.
check() {
  find_jdks
  [[ -f $DIST/lattice.jar || ${LATTICE_BUILD:-} == never ]] || build
  [[ -f $DIST/lattice.jar ]] || fail "Nothing is built yet and LATTICE_BUILD is '${LATTICE_BUILD:-}'; unset it and start again."
  choose_jvm
  JAVA+=(-XX:TieredStopAtLevel=1)
  complete_java
  exec "${JAVA[@]}" check "$@"
}

bench() {
  [[ -x bench/run ]] || fail "There are no benchmarks in this checkout: bench/run is missing."
  prepare
  export JAVA_HOME=$RUN_JDK
  exec bench/run "$@"
}

# --- A cluster on this machine -----------------------------------------------------------------

# number, port of the HTTP bridge, port of the cluster, members, further arguments
start_member() {
  LATTICE_HTTP_PORT=$2 LATTICE_CLUSTER_PORT=$3 LATTICE_CLUSTER_MEMBERS=$4 "${JAVA[@]}" "${@:5}" \
    > >(trap '' INT && prefix "$1") 2>&1 &
  PIDS[$1]=$!
}

prefix() {
  local line
  while IFS= read -r line; do printf '[%s] %s\n' "$1" "$line"; done
}

# Until something listens on the port, or the process that should is gone.
await_port() {
  until (: <"/dev/tcp/${LATTICE_HTTP_HOST:-127.0.0.1}/$1") 2>/dev/null; do
    [[ -z $ENDING ]] || return 0
    kill -0 "$2" 2>/dev/null || fail "The first node did not start; what it said is above."
    sleep 0.1 || true
  done
}

stop_members() {
  ENDING=yes
  ((${#PIDS[@]} == 0)) || kill -TERM "${PIDS[@]}" 2>/dev/null || true
}

# Until all have ended, saying so of each that ends unasked.
watch_members() {
  local number code
  while ((${#PIDS[@]} > 0)); do
    for number in "${!PIDS[@]}"; do
      ! kill -0 "${PIDS[$number]}" 2>/dev/null || continue
      code=0
      wait "${PIDS[$number]}" || code=$?
      unset "PIDS[$number]"
      [[ -n $ENDING ]] || say "Node $number has ended with exit code $code; ${#PIDS[@]} of the cluster's nodes run on."
    done
    sleep 0.2 || true
  done
  [[ -n $ENDING ]]
}

# Nodes find each other through the first, which therefore has to be there before the others.
run_cluster() {
  local http=${LATTICE_HTTP_PORT:-8080} cluster=${LATTICE_CLUSTER_PORT:-5701} number
  PIDS=() ENDING=
  trap stop_members INT TERM
  start_member 1 "$http" "$cluster" '' "${@:2}"
  await_port "$http" "${PIDS[1]}"
  for ((number = 2; number <= $1; number++)); do
    [[ -z $ENDING ]] || break
    start_member "$number" $((http + number - 1)) $((cluster + number - 1)) "127.0.0.1:$cluster" "${@:2}"
  done
  watch_members
}

start() {
  local nodes=1 arguments=()
  while (($# > 0)); do
    case $1 in
      --only=* | --nodes=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
      --only | --nodes) (($# > 1)) || refuse "$1 needs a value." ;;
      *) refuse "Unknown option '$1'." ;;
    esac
    case $1 in
      --only) arguments=(--only "$2") ;;
      --nodes) nodes=$2 ;;
    esac
    shift 2
  done
  [[ $nodes == [1-9] ]] || refuse "--nodes takes a number from 1 to 9, not '$nodes'."
  prepare
  if ((nodes > 1)); then
    run_cluster "$nodes" ${arguments[@]+"${arguments[@]}"}
  else
    exec "${JAVA[@]}" ${arguments[@]+"${arguments[@]}"}
  fi
}

case ${1:-} in
  -h | --help | help) usage ;;
  test) run_tests "${@:2}" ;;
  ask) ask "${@:2}" ;;
  check) check "${@:2}" ;;
  bench) bench "${@:2}" ;;
  '' | -*) start "$@" ;;
  *) refuse "Unknown command '$1'." ;;
esac
