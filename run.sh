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

maven() {
  command -v mvn >/dev/null || fail "Maven was not found: install Maven 3.8 or newer (apt install maven, brew install maven) and start again."
  JAVA_HOME=$BUILD_JDK mvn -B "$@"
}

# Folders count too: a deleted file leaves a newer one behind.
changed_sources() {
  find pom.xml config cluster verticles \( -name target -o -path '*/src/test' \) -prune -o \
    \( -name pom.xml -o -path '*/src/*' \) -newer "$STAMP" -print
}

build_is_needed() {
  [[ ${LATTICE_BUILD:-} != never ]] || return 1
  [[ ! -f $STAMP || -n $(changed_sources) ]]
}

build() {
  say "Building Lattice; this is done again only when sources change."
  mkdir -p "$DIST"
  : >"$STAMP.new"
  maven -q package -pl verticles/node -am -Dmaven.test.skip=true -Dspotless.apply.skip=true ||
    fail "The build failed; what Maven said is above."
  mv "$STAMP.new" "$STAMP"
}

run_tests() {
  find_jdks
  maven verify "$@"
}

# --- Running -----------------------------------------------------------------------------------

# Sets JAVA to the words that start the JVM with the right flags.
java_command() {
  local flags=17
  feature_of "$RUN_JDK"
  ((REPLY < 25)) || flags=25
  # shellcheck disable=SC2206 # flags of the operator's, to be split
  JAVA=("$RUN_JDK/bin/java" "@$DIST/jvm/java-$flags.options" ${LATTICE_JAVA_OPTS:-} -jar "$DIST/lattice.jar")
}

prepare() {
  find_jdks
  ! build_is_needed || build
  [[ -f $DIST/lattice.jar ]] || fail "Nothing is built yet and LATTICE_BUILD is 'never'; unset it and start again."
  java_command
}

start() {
  local only=()
  while (($# > 0)); do
    case $1 in
      --only) (($# > 1)) || refuse "--only needs the names of providers, such as openai,xai."
        only=(--only "$2")
        shift ;;
      --only=*) only=("$1") ;;
      *) refuse "Unknown option '$1'." ;;
    esac
    shift
  done
  prepare
  exec "${JAVA[@]}" ${only[@]+"${only[@]}"}
}

case ${1:-} in
  -h | --help | help) usage ;;
  test) run_tests "${@:2}" ;;
  '' | -*) start "$@" ;;
  *) refuse "Unknown command '$1'." ;;
esac
