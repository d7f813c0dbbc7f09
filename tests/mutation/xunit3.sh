#!/usr/bin/env bash
# Makes tests of xunit v3 out of a copy of the unit and integration tests, and keeps those of the folders that are named, or all.
#   xunit3.sh COPY UnitTests/Totp IntegrationTests/Gate ...
set -euo pipefail
cd "$1/tests"
shift
projects=(ProfileTwoFactor.UnitTests ProfileTwoFactor.IntegrationTests)

cp mutation/Directory.Build.targets Directory.Build.targets
# One failed test is enough to know that a mutant is noticed.
for project in "${projects[@]}"; do
  echo '{ "maxParallelThreads": 2, "parallelAlgorithm": "conservative", "stopOnFail": true }' >"$project/xunit.runner.json"
done
find "${projects[@]}" -name packages.lock.json -delete
# They look at the repository and not at the code, or at a sample as it's published.
(cd ProfileTwoFactor.UnitTests && rm -rf Audit Conventions Docs TestRuns Tool)
(cd ProfileTwoFactor.IntegrationTests/Gate && rm PublishedAssetTests.cs Support/PublishedSample.cs)
# A package of tests for v2 comes with the snippets of the docs.
sed --in-place '/DocSnippets/d' ProfileTwoFactor.UnitTests/*.csproj
# The order of tests and the base of data attributes are other types in v3. No measured test needs them.
rm Shared/LongestFirst.cs Shared/LongInlineDataAttribute.cs ProfileTwoFactor.IntegrationTests/Infrastructure/LongestFirst.cs
# Reads pictures for twelve seconds. What it tests of the code, comparing with another encoder does as well.
sed --in-place --null-data 's/\[Fact\]\n\( *public void Create_EveryVersionThatNamesGive_IsReadByASecondReader\)/\1/' \
  ProfileTwoFactor.UnitTests/Totp/QrCodeSvgTests.cs

files() { grep --recursive --files-with-matches --null --include='*.cs' "$1" Shared "${projects[@]}"; }
files '\[LongInlineData' | xargs --null sed --in-place '/\[LongInlineData/d'
files 'using Xunit.Abstractions;' | xargs --null sed --in-place '/using Xunit.Abstractions;/d'
# In v3 they return a ValueTask.
files IAsyncLifetime | xargs --null sed --in-place --regexp-extended \
  's/\bTask (InitializeAsync|DisposeAsync)\(\)/ValueTask \1()/; s/(DisposeAsync\(\))\.AsTask\(\)/\1/'

# What the other folders have is code that the named ones may use, and no test.
kept=()
for folder; do
  [ -d "ProfileTwoFactor.$folder" ] || { echo "xunit3.sh: there are no tests in $folder" >&2; exit 2; }
  kept+=(! -path "ProfileTwoFactor.$folder/*")
done
((${#kept[@]} == 0)) || find "${projects[@]}" -name '*.cs' "${kept[@]}" -exec sed --in-place --regexp-extended '/^ *\[[A-Za-z]*(Fact|Theory)(\(.*\))?\]$/d' {} +
