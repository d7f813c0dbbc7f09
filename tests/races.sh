#!/usr/bin/env bash
# Races over three processes of the sample, on PostgreSQL and Redis, in numbers that take hours: 640,000 submissions of codes, 64 of each code
# at the same time, and 1,000 rounds of 500 wrong guesses at the same time.
#   tests/races.sh                   both, one after the other
#   tests/races.sh races             the submissions only; or guesses
#   tests/races.sh races 500         so many rounds at most
#   tests/races.sh sum               nothing, and adds up what there is
# It can be stopped at any time and called again. What is done is kept in artifacts/races, apart for each state of src and samples: a sum after
# each 100 rounds of submissions and each 10 of guesses. Rounds after the last sum aren't counted. After a failure each call fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

kinds=${1:-races guesses}
[[ "$kinds" =~ ^(races guesses|races|guesses|sum)$ ]] || { echo "races.sh: races, guesses or sum" >&2; exit 2; }
most=${2:-1000000}
[[ "$most" =~ ^[0-9]+$ ]] || { echo "races.sh: rounds, a number" >&2; exit 2; }
# What is counted, how much of it there is to be, how much of it a round is, how many rounds the processes live for, and the test.
declare -A counted=([races]=submissions [guesses]=guesses)
declare -A target=([races]=640000 [guesses]=500000)
declare -A each=([races]=64 [guesses]=500)
declare -A atonce=([races]=2500 [guesses]=250)
declare -A name=([races]=Of_64_submissions [guesses]=Of_500_wrong_guesses)

[ -z "$(git status --porcelain src samples)" ] || { echo "races.sh: src or samples has changes; commit them first, so that the figures are of one state." >&2; exit 2; }
state=$(git rev-parse HEAD:src HEAD:samples | git hash-object --stdin | cut -c1-12)
folder=$PWD/artifacts/races/$state
mkdir -p "$folder"

# All sums of a kind: values of the same name are added; of those with strokes between them, each by itself.
sum() {
  { cat "$folder/$1"-*.part 2>/dev/null || true; } | awk '
    { sums++
      for (i = 1; i <= NF; i++) {
        split($i, pair, "=")
        if (!(pair[1] in total)) order[++names] = pair[1]
        split(total[pair[1]], before, "/")
        n = split(pair[2], value, "/"); text = ""
        for (j = 1; j <= n; j++) text = text (j > 1 ? "/" : "") (before[j] + value[j])
        total[pair[1]] = text } }
    END { printf "sums=%d", sums; for (i = 1; i <= names; i++) printf " %s=%s", order[i], total[order[i]]; print "" }'
}
missing() { # rounds of a kind
  local done
  done=$(sum "$1" | tr ' ' '\n' | sed -n "s/^${counted[$1]}=//p")
  echo $(((target[$1] - ${done:-0} + each[$1] - 1) / each[$1]))
}
refuse_failed() {
  local failed=("$folder"/*.failed)
  [ ! -e "${failed[0]}" ] || { echo "FAILED, the figures don't hold: ${failed[*]}" >&2; exit 1; }
}

if [ "$kinds" != sum ]; then
  refuse_failed
  # Databases and keys in memory where there is room.
  parent=${TMPDIR:-/tmp}
  [ ! -w /dev/shm ] || parent=/dev/shm
  TMPDIR=$(mktemp -d "$parent/ptf-races.XXXXXX")
  export TMPDIR
  # PostgreSQL runs as a user of its own and has to get to its folder.
  chmod 0755 "$TMPDIR"
  trap 'rm -rf "$TMPDIR"' EXIT
  trap 'exit 130' INT TERM

  PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_gcServer=0 DOTNET_gcConcurrent=0
  export PROFILETWOFACTOR_TOOLS=required
  dotnet build tests/ProfileTwoFactor.ServerTests -c Release -v quiet -p:RunAnalyzers=false
  for kind in $kinds; do
    left=$most
    while rounds=$(missing "$kind"); ((rounds > left)) && rounds=$left; ((rounds > 0)); do
      ((rounds <= atonce[$kind])) || rounds=${atonce[$kind]}
      left=$((left - rounds))
      id=$folder/$kind-$(date -u +%Y%m%d-%H%M%S)-$$
      echo "$kind: $rounds rounds"
      PROFILETWOFACTOR_RACE_ROUNDS=$rounds PROFILETWOFACTOR_RACE_RESULT=$id.part PROFILETWOFACTOR_RESULTS=$id \
        dotnet test tests/ProfileTwoFactor.ServerTests/bin/Release/net10.0/ProfileTwoFactor.ServerTests.dll \
        --filter "FullyQualifiedName~RaceCampaignTests.${name[$kind]}" >"$TMPDIR/log" 2>&1 && [ -s "$id.part" ] || {
          tail -n 30 "$TMPDIR/log" >&2
          [ -e "$id.part" ] || { echo "races.sh: the processes didn't start" >&2; exit 1; }
          mv "$TMPDIR/log" "$id.failed"
        }
      refuse_failed
    done
  done
fi

echo "of the state $state of src and samples, on $(nproc) processors"
for kind in races guesses; do
  echo "$kind, of ${target[$kind]} ${counted[$kind]}: $(sum "$kind")"
done
refuse_failed
