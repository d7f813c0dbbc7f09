#!/usr/bin/env bash
# Runs every test. Installs what they need first (Debian packages), and fails when something is missing: nothing is skipped here.
#   ./test.sh          the ordinary run
#   ./test.sh --long   adds race rounds, fuzzing and whatever else is too long for each run
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

long=0
for argument in "$@"; do
  case "$argument" in
    --long) long=1 ;;
    *) echo "test.sh: unknown option '$argument'; the only one is --long" >&2; exit 2 ;;
  esac
done

# command -> Debian package that brings it
declare -A packages=([chromium]=chromium [oathtool]=oathtool [zbarimg]=zbar-tools [redis-server]=redis-server [postgres]=postgresql [wrk]=wrk)
missing=()
# Debian keeps PostgreSQL's own programs out of the PATH. The tests start servers of their own; the one that the package may start is not used.
PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"
for tool in "${!packages[@]}"; do
  command -v "$tool" >/dev/null 2>&1 || missing+=("${packages[$tool]}")
done
if ((${#missing[@]})); then
  echo "Installing ${missing[*]}"
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# A missing tool is a failure from here on; plain `dotnet test` skips and says so.
export PROFILETWOFACTOR_TOOLS=required
export PROFILETWOFACTOR_LONG=$long

dotnet build Middleware2FA.sln -v quiet

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
results=$TMPDIR/results

run() {
  dotnet test "tests/ProfileTwoFactor.$1" --no-build -v quiet --logger "trx;LogFilePrefix=$1" --results-directory "$results"
}
status=0
# Alone, because they measure deadlines in their own process.
run UnitTests || status=$?
run IntegrationTests || status=$?
# Together: both wait for other processes much of the time.
run BrowserTests &
browser=$!
run ServerTests || status=$?
wait "$browser" || status=$?

# Counted from the result files, not from the console, so that a test project that crashed can't look like one that passed.
read -r passed failed skipped < <(
  grep -ho '<Counters [^>]*>' "$results"/*.trx 2>/dev/null |
    awk '
      function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
      { total += value("total"); executed += value("executed"); passed += value("passed"); failed += value("executed") - value("passed") }
      END { print passed + 0, failed + 0, total - executed + 0 }'
)
if ((passed + failed == 0)); then
  echo "No test was run." >&2
  exit 1
fi
if ((skipped > 0 && long == 1)); then
  echo "$skipped tests were left out, which must not happen with --long." >&2
  status=1
fi
((failed == 0)) || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
