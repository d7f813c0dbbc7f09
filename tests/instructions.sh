#!/usr/bin/env bash
# Counts the instructions of a gated request, with and without a kept decision, and of the same request with [Authorize] alone, and prints
# the difference to tests/benchmarks/baseline.json. Takes some minutes; other work on the machine changes nothing.
#   tests/instructions.sh            prints
#   tests/instructions.sh --update   writes the new numbers
# The hashes of the sign-in cookie are computed without the processor's own instructions under callgrind, so compare differences, not ratios.
# Fails nothing: a higher number is for people to judge.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command -v valgrind >/dev/null || { echo "instructions.sh: install valgrind first" >&2; exit 1; }
project=tests/ProfileTwoFactor.Benchmarks
requests=$(sed -n 's/.*const int Requests = \([0-9]*\);/\1/p' "$project/Experiments/MarkedLoops.cs")
dotnet build "$project" -c Release -v quiet -nologo >/dev/null

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# Compiled once and for good, and no collection within what is counted: otherwise the numbers depend on when a thread got to its work.
DOTNET_TieredCompilation=0 DOTNET_gcServer=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x10000000 \
  valgrind --tool=callgrind --callgrind-out-file="$folder/out" --zero-before=labs --dump-before=abs \
  dotnet "$project/bin/Release/net10.0/ProfileTwoFactor.Benchmarks.dll" --marked >"$folder/log" 2>&1 \
  || { cat "$folder/log" >&2; exit 1; }

count() { sed -n 's/^totals: //p' "$folder/out.$1"; }
baseline=tests/benchmarks/baseline.json
names=(authorize hit miss)
counts=()
for part in 1 2 3; do counts+=($(($(count $part) / requests))); done

if [ "${1:-}" = --update ]; then
  mkdir -p tests/benchmarks
  cat >"$baseline" <<END
{
  "unit": "instructions per request, counted by callgrind with TieredCompilation=0",
  "authorize": ${counts[0]},
  "hit": ${counts[1]},
  "miss": ${counts[2]}
}
END
fi

echo "Instructions per request:"
for part in 0 1 2; do
  before=$(sed -n "s/.*\"${names[$part]}\": \([0-9]*\).*/\1/p" "$baseline")
  awk -v name="${names[$part]}" -v now="${counts[$part]}" -v before="$before" -v floor="${counts[0]}" 'BEGIN {
    printf "  %-10s %8d  %+d to authorize", name, now, now - floor
    if (before) printf "  %+.1f %% to the baseline of %d", 100 * (now - before) / before, before
    print ""
  }'
done
