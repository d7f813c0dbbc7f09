#!/usr/bin/env bash
# How many codes a second the sample verifies over HTTP, with SQLite, against the sample of another commit in the same run.
#   tests/verify-rate.sh [COMMIT]    4bab220, the last of 0.1.0, unless said otherwise; HEAD shows how exact the run is
# Builds both, binds 360 members in each, and sends blocks of right and of wrong codes to the one and the other in turn, one code at a time
# and four, for four time steps. Prints requests per second, processor time a request and answers by status of each build, and the ratios.
# Takes four minutes beside the builds. Fails at the first right code that isn't accepted, or wrong one that isn't refused as such.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

commit=$(git rev-parse --verify --quiet "${1:-4bab220}^{commit}") || { echo "verify-rate.sh: a commit" >&2; exit 2; }

# Databases in memory where there is room: how fast the disk is isn't the question.
parent=${TMPDIR:-/tmp}
[ ! -w /dev/shm ] || parent=/dev/shm
folder=$(mktemp -d "$parent/ptf-rate.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
other=$folder/other
git clone --quiet --shared --no-checkout . "$other"
git -C "$other" checkout --quiet --detach "$commit"
dotnet build "$other/samples/HeatmapSite" -c Release -v quiet -p:RunAnalyzers=false
dotnet build tests/ProfileTwoFactor.ServerTests -c Release -v quiet -p:RunAnalyzers=false
echo "$(git describe --always --dirty) against $(git rev-parse --short "$commit"), on $(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg) before the run"
TMPDIR=$folder PROFILETWOFACTOR_OTHER_CHECKOUT=$other dotnet test tests/ProfileTwoFactor.ServerTests -c Release --no-build \
  --filter "FullyQualifiedName~VerifyRateTests" --logger "console;verbosity=detailed" |
  grep -vE '^\[xUnit|^(Test run for|A total of|/.*\.dll$)|^ *$'
