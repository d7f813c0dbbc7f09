#!/usr/bin/env bash
# The sample on three nodes, while nodes, servers, stores, caches, directories, clocks and key rings fail at random: until so many gated
# answers were judged. Each part has a seed of its own, and is one run of SoakTests.
#   tests/soak.sh [ANSWERS] [SECONDS]    100,000 answers in parts of 600 seconds unless said otherwise
# Prints, for each part, the seed, the faults by kind, the answers, and what one node held in each sixth of the time. Ends with the sum,
# or at the first part that fails. PROFILETWOFACTOR_SOAK_SEED is the seed of the first part.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

answers=${1:-100000}
seconds=${2:-600}
[[ "$answers" =~ ^[0-9]+$ && "$seconds" =~ ^[0-9]+$ ]] && ((seconds >= 10)) || {
  echo "soak.sh: a number of answers, and seconds from 10 up" >&2
  exit 2
}

PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export PROFILETWOFACTOR_TOOLS=required PROFILETWOFACTOR_SOAK_SECONDS=$seconds
dotnet build tests/ProfileTwoFactor.ServerTests -v quiet
seed=${PROFILETWOFACTOR_SOAK_SEED:-1}
judged=0
output=$(mktemp)
trap 'rm -f "$output"' EXIT
while ((judged < answers)); do
  PROFILETWOFACTOR_SOAK_SEED=$seed dotnet test tests/ProfileTwoFactor.ServerTests --no-build \
    --filter "FullyQualifiedName~SoakTests" --logger "console;verbosity=detailed" |
    grep -vE '^\[xUnit|^(Test run for|A total of|/.*\.dll$)|^ *$' | tee "$output"
  part=$(sed -n 's/^ *\([0-9]*\) gated answers judged, 0 violations$/\1/p' "$output")
  judged=$((judged + ${part:?no answers were judged}))
  seed=$((seed + 1))
  echo "$judged gated answers judged, 0 violations, in all parts so far"
done
