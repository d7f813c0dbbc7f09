#!/usr/bin/env bash
# The sample on PostgreSQL and Redis under wrk, with 1,000 verified sessions over 100 profiles, while Redis is restarted in the middle.
#   tests/load.sh [SECONDS]    how long that run takes; 60 unless said otherwise
# Prints requests per second with and without the gate, in blocks that take turns and where each gated request reads, answers by status,
# sizes in Redis and PostgreSQL, what a flood of 500 backup codes at once does to ungated pages, with and without the limit of concurrent
# codes, and how long a change on one node takes to be seen by another. Fails when an ungated answer failed or an unverified request got in.
# Before that it counts the operations on cache and stores per 1,000 gated requests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
[[ "$seconds" =~ ^[0-9]+$ ]] && ((seconds >= 6)) || { echo "load.sh: seconds, from 6 up" >&2; exit 2; }

PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"
missing=()
command -v wrk >/dev/null || missing+=(wrk)
command -v redis-server >/dev/null || missing+=(redis-server)
command -v postgres >/dev/null || missing+=(postgresql)
if ((${#missing[@]})); then
  echo "Install first: ${missing[*]} (Debian: apt-get install ${missing[*]})" >&2
  exit 1
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export PROFILETWOFACTOR_TOOLS=required PROFILETWOFACTOR_LONG=1 PROFILETWOFACTOR_LOAD_SECONDS=$seconds
dotnet build tests/ProfileTwoFactor.ServerTests -c Release -v quiet
echo "$(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg) before the run"
# One after the other: counting ten thousand members beside the load would be measured too.
for tests in OperationCount Nodes.Load; do
  dotnet test tests/ProfileTwoFactor.ServerTests -c Release --no-build \
    --filter "FullyQualifiedName~$tests" --logger "console;verbosity=detailed" |
    grep -vE '^\[xUnit|^(Test run for|A total of|/.*\.dll$)|^ *$'
done
