#!/usr/bin/env bash
# Runs the tests. Installs what they need first (Debian packages), and fails when something is missing: nothing is skipped for that.
#   ./test.sh              the ordinary run
#   ./test.sh --long       adds race rounds, fuzzing, pages in every combination and whatever else is too long for each run
#   ./test.sh Gate         what has Gate in the full name of its class or method; also ./test.sh --long Gate
# Failures, skipped tests and the sum are printed at the end. What the run leaves behind is in artifacts/test-results.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

long=0
name=
for argument in "$@"; do
  case "$argument" in
    --long) long=1 ;;
    -*) echo "test.sh: unknown option '$argument'; the only one is --long" >&2; exit 2 ;;
    *)
      [ -z "$name" ] || { echo "test.sh: one name at most, there are '$name' and '$argument'" >&2; exit 2; }
      name=$argument
      ;;
  esac
done

# command -> Debian package that brings it
declare -A packages=([chromium]=chromium [oathtool]=oathtool [zbarimg]=zbar-tools [redis-server]=redis-server [postgres]=postgresql [mariadbd]=mariadb-server [wrk]=wrk [postfix]=postfix [nginx]=nginx)
# A long run counts instructions, and reads QR codes with three more readers.
((long == 0)) || packages+=([valgrind]=valgrind [npm]=npm)
missing=()
# Debian keeps PostgreSQL's own programs out of the PATH. The tests start servers of their own; the one that the package may start is not used.
PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"
for tool in "${!packages[@]}"; do
  command -v "$tool" >/dev/null 2>&1 || missing+=("${packages[$tool]}")
done
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
install() { DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends "$@" >/dev/null; }
if ((${#missing[@]})); then
  echo "Installing ${missing[*]}"
  $sudo apt-get update -q >/dev/null
  install "${missing[@]}"
fi
# The same browser without windows, at half the processor time. Not every release has it as a package.
if ! command -v chromium-headless-shell >/dev/null 2>&1; then
  echo "Installing chromium-headless-shell"
  { $sudo apt-get update -q >/dev/null && install chromium-headless-shell; } \
    || echo "There is no chromium-headless-shell: the tests use chromium, which takes longer."
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# A test host lives too short for what profiling its code costs: a seventh of the processor time.
export DOTNET_TieredPGO=0
# For the same reason code is compiled a second time, for speed, after 16,384 calls (4000 in hexadecimal) and not after 30; and it stands in
# memory once, not a second time to be written to.
export DOTNET_TC_CallCountThreshold=4000 DOTNET_EnableWriteXorExecute=0
# Several hosts share the cores: a heap for each core and a thread that collects beside the test are for a server that has a machine.
export DOTNET_gcServer=0 DOTNET_gcConcurrent=0
# A missing tool is a failure from here on; plain `dotnet test` skips and says so.
export PROFILETWOFACTOR_TOOLS=required
export PROFILETWOFACTOR_LONG=$long

# Kept after the run, for whoever wants to know why: result files, what the test hosts and the sites wrote, pages and screenshots.
results=$PWD/artifacts/test-results
rm -rf "$results"
mkdir -p "$results"
export PROFILETWOFACTOR_RESULTS=$results

# Without analyzers, which .ci/run has: here the tests decide.
# Garnet, a server that some tests use, is a tool of this repository.
dotnet tool restore >/dev/null
tests/build.sh -p:RunAnalyzers=false
echo "Build: $SECONDS s"

# Databases, keys and browser profiles are made and thrown away a hundred times. In memory where there is room: the disk is no part of
# what is tested, and on a slow one waiting for it is minutes.
parent=${TMPDIR:-/tmp}
if [ -w /dev/shm ] && (($(df --output=avail -k /dev/shm | tail -n 1) > 4000000)); then
  parent=/dev/shm
fi
TMPDIR=$(mktemp -d "$parent/ptf-test.XXXXXX")
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
# PostgreSQL runs as a user of its own and has to get to its folder.
chmod 0755 "$TMPDIR"

if ((long == 1)); then
  export PROFILETWOFACTOR_QR_READERS=$TMPDIR/qr-readers
  tests/qr-readers/install.sh "$PROFILETWOFACTOR_QR_READERS" >/dev/null
fi

filter=()
[ -z "$name" ] || filter=(--filter "FullyQualifiedName~$name")
# A test that hangs ends the run and is named. Longer than any test takes, the soak of a --long run included.
patience=$((long ? 60 : 10))min

# Runs one project from its assembly, which costs no evaluation of the project.
run() {
  local project=ProfileTwoFactor.$1 began=$SECONDS code=0
  dotnet test "tests/$project/bin/Debug/net10.0/$project.dll" "${filter[@]}" \
    --logger "trx;LogFileName=$1.trx" --results-directory "$results" \
    --blame "CollectHangDump;TestTimeout=$patience;HangDumpType=None" >"$results/$1.log" 2>&1 || code=$?
  # vstest did not get as far as a result file.
  ((code == 0)) || [ -f "$results/$1.trx" ] || touch "$results/$1.lost"
  echo "$1: $((SECONDS - began)) s"
  return "$code"
}

status=0
# Integration and unit tests alone: they keep every core busy, and some measure in their own process how long a thing takes.
run IntegrationTests || status=1
run UnitTests || status=1
# Together: both wait for other processes much of the time.
run BrowserTests &
browser=$!
run ServerTests || status=1
wait "$browser" || status=1

# How much a gated request costs, and how much it did. Fails nothing.
if ((long == 1)) && [ -z "$name" ]; then
  tests/instructions.sh || echo "The instructions of a request weren't counted."
fi

# Counted from the result files, not from the console, so that a test project that crashed can't look like one that passed.
shopt -s nullglob
files=("$results"/*.trx "$results"/*.lost)
summary=$(LC_ALL=C awk -f tests/results.awk "${files[@]}" </dev/null) || status=1
printf '%s\n' "$summary" >"$results/summary.txt"
last=${summary##*$'\n'}
if [[ $last == "0 passed, 0 failed"* ]]; then
  echo "No test was run${name:+: none has '$name' in its name}." >&2
  exit 1
fi
if ((long == 1)) && [[ $last == *skipped ]]; then
  echo "Tests were left out, which must not happen with --long." >&2
  status=1
fi
[ "$summary" = "$last" ] || printf '%s\n' "${summary%$'\n'*}"
((status == 0)) || echo "Results, logs and what the browser showed: $results"
echo "$last"
exit "$status"
