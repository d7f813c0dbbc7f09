#!/usr/bin/env bash
# Makes small changes to the code with Stryker.NET ("mutants"), one at a time, and counts how many of them make a test fail. Takes hours.
#   tests/mutation.sh                  measures the folders that have no report yet
#   tests/mutation.sh Codes Policies   measures these folders, even if they have one; Qr is the QR code, which is in Codes and takes longest
#   tests/mutation.sh Codes/Totp.cs    measures these files again and puts them into the report of their folder
#   tests/mutation.sh --survivors Codes UnitTests/Gate IntegrationTests/Gate
#                                      tries what no test of the folder noticed with these tests, or with all if none are named, and puts
#                                      what they notice into the report
#   tests/mutation.sh --report         measures nothing
# Prints a line for each folder, and one for each mutant that no test notices. The reports stay in artifacts/mutation.
# Works in a copy of what git tracks: an interrupted Stryker leaves mutants in the folders of the build. Needs jq.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v jq >/dev/null || { echo "mutation.sh: install jq first" >&2; exit 1; }
root=$PWD reports=$PWD/artifacts/mutation

# The folders of tests that run for a folder of the package. What they don't notice is tried again with the slower ones. A mutant that only others
# notice counts as survived.
order=(Codes Policies Windows Gate/Decision Bindings Accounts Qr)
declare -A tests=(
  [Codes]="UnitTests/BackupCodes UnitTests/Totp"
  [Policies]="UnitTests/Policies IntegrationTests/Engine IntegrationTests/Operators"
  [Windows]="UnitTests/Windows"
  [Gate/Decision]="UnitTests/Gate IntegrationTests/Gate IntegrationTests/Account IntegrationTests/LiveConnections IntegrationTests/Machines IntegrationTests/OpenAnswers IntegrationTests/Upstream IntegrationTests/Windows"
  [Bindings]="UnitTests/Bindings UnitTests/Clocks UnitTests/Passkeys UnitTests/BackupCodes"
  [Accounts]="UnitTests/Accounts UnitTests/Operations IntegrationTests/Account IntegrationTests/Authenticators IntegrationTests/Pages/Account IntegrationTests/Passkeys IntegrationTests/Upstream"
  [Qr]="UnitTests/Totp"
)
declare -A slower=(
  [Windows]="IntegrationTests/Windows IntegrationTests/SignOut IntegrationTests/Engine"
  [Bindings]="IntegrationTests/Engine IntegrationTests/Authenticators IntegrationTests/Passkeys"
  [Accounts]="IntegrationTests/Identity/Import IntegrationTests/Notifications IntegrationTests/Faults IntegrationTests/History"
)

# The files of a folder, from that of the package.
files_of() {
  case $1 in
    Codes) find "$1" -name '*.cs' ! -name 'Qr*.cs' ;;
    Qr) find Codes -name 'Qr*.cs' ;;
    *) find "$1" -name '*.cs' ;;
  esac
}

report_of() { printf '%s/%s.json' "$reports" "${1//\//-}"; }

print() {
  local folder report
  echo "| folder | mutants | killed | timeout | survived | not run | not compiled | score in % |"
  echo "|---|---|---|---|---|---|---|---|"
  for folder in "${order[@]}"; do
    report=$(report_of "$folder")
    if [ -f "$report" ]; then
      jq -r --arg kind row --arg folder "$folder" -f tests/mutation/report.jq "$report"
    else
      echo "| $folder | not measured | | | | | | |"
    fi
  done
  for folder in "${order[@]}"; do
    report=$(report_of "$folder")
    [ ! -f "$report" ] || jq -r --arg kind survivors --arg folder "$folder" -f tests/mutation/report.jq "$report"
  done
}

# The folder in whose report a file is.
folder_of() {
  local folder
  for folder in "${order[@]}"; do
    if grep --line-regexp --fixed-strings -- "$1" < <(cd src/ProfileTwoFactor && files_of "$folder") >/dev/null; then
      echo "$folder"
    fi
  done
}

# One line for each file of the folder's report that has survivors: the file and where they are, as Stryker writes spans.
survivors_of() {
  local line file
  while read -r line; do
    file=${line%%\{*}
    jq --raw-output --join-output --arg file "$file" '.files | to_entries[] | select(.key | endswith("/src/ProfileTwoFactor/" + $file)).value.source' \
      "$(report_of "$1")" | cmp --silent - "src/ProfileTwoFactor/$file" \
      || { echo "mutation.sh: $file isn't what was measured; measure it first (tests/mutation.sh $file)" >&2; return 1; }
    echo "$line"
  done < <(jq --raw-output --from-file tests/mutation/spans.jq "$(report_of "$1")")
}

chosen=()
survivors=
declare -A only
case "${1:-}" in
  --report) print; exit ;;
  --survivors)
    survivors=${2:?name the folder of the package}
    [ -f "$(report_of "$survivors")" ] || { echo "mutation.sh: measure $survivors first" >&2; exit 2; }
    ;;
  "") for folder in "${order[@]}"; do [ -f "$(report_of "$folder")" ] || chosen+=("$folder"); done ;;
  *)
    for argument; do
      folder=$argument
      if [[ $argument == *.cs ]]; then
        folder=$(folder_of "$argument")
        [ -n "$folder" ] || { echo "mutation.sh: '$argument' is no measured file; name it as src/ProfileTwoFactor does" >&2; exit 2; }
        [ -f "$(report_of "$folder")" ] || { echo "mutation.sh: measure $folder first" >&2; exit 2; }
      fi
      [ -n "${tests[$folder]:-}" ] || { echo "mutation.sh: '$folder' is none of ${order[*]}" >&2; exit 2; }
      [[ " ${chosen[*]} " == *" $folder "* ]] || chosen+=("$folder")
      only[$folder]+="$argument"$'\n'
    done
    # A folder that is named is measured as a whole, also where one of its files is named as well.
    for argument; do [[ $argument == *.cs ]] || unset "only[$argument]"; done
    ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Read by MSBuild and by Stryker's analysis of the projects: no analyzers, and a minute for "dotnet --info" on a busy machine.
export RunAnalyzers=false DOTNET_INFO_WAIT_TIME=60000
# What starts a program for each of its cases would take days.
export PROFILETWOFACTOR_TOOLS=none
# As executables, the tests are the entry assembly of their hosts, which would serve the pages of all test apps in it.
export ASPNETCORE_APPLICATIONNAME=xunit.v3.core

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$reports"

# Stryker changes the whole project and only then leaves out what isn't measured. What of that doesn't compile is most of its time, and each
# change slows down the code that is measured. So the other files of the copy say that they are left out.
#   copy_for TESTS   the files in $work/patterns, which may name spans of characters in them
copy_for() {
  rm -rf "$work/copy" "$work/out"
  mkdir "$work/copy"
  git -C "$root" ls-files -z | tar --directory="$root" --null --files-from=- --create --file=- | tar --extract --directory="$work/copy"
  cd "$work/copy/src/ProfileTwoFactor"
  sed 's/{.*//' "$work/patterns" >"$work/measured"
  find . -name '*.cs' -printf '%P\n' | sort | comm -23 - "$work/measured" | tr '\n' '\0' | xargs --null sed --in-place '1i // Stryker disable all'
  "$work/copy/tests/mutation/xunit3.sh" "$work/copy" $1
}

#   run FOLDER TESTS   leaves Stryker's report in $work/out; no tests are all of them
run() {
  copy_for "$2"
  cd "$work/copy/tests/mutation"
  dotnet tool restore >/dev/null
  local arguments=(--output "$work/out" --skip-version-check) file project
  while read -r file; do arguments+=(--mutate "**/$file"); done <"$work/patterns"
  for project in UnitTests IntegrationTests; do
    [ -n "$2" ] && [[ " $2" != *" $project/"* ]] \
      || arguments+=(--test-project "../ProfileTwoFactor.$project/ProfileTwoFactor.$project.csproj")
  done
  dotnet tool run dotnet-stryker "${arguments[@]}" >"$work/log" 2>&1 \
    || { tail -n 40 "$work/log" >&2; echo "mutation.sh: no report for $1" >&2; exit 1; }
  cd "$root"
}

# Tries what survived with other tests, and puts what they notice into the report.
#   try_survivors FOLDER TESTS
try_survivors() {
  local spans
  spans=$(survivors_of "$1")
  [ -n "$spans" ] || return 0
  sort <<<"$spans" >"$work/patterns"
  run "$1" "$2"
  jq --slurp --from-file tests/mutation/noticed.jq "$(report_of "$1")" "$work/out/reports/mutation-report.json" >"$work/merged"
  mv "$work/merged" "$(report_of "$1")"
}

[ -z "$survivors" ] || try_survivors "$survivors" "${*:3}"
for folder in "${chosen[@]}"; do
  began=$SECONDS
  if [ -n "${only[$folder]:-}" ]; then printf '%s' "${only[$folder]}"; else (cd src/ProfileTwoFactor && files_of "$folder"); fi | sort >"$work/patterns"
  run "$folder" "${tests[$folder]}"
  if [ -n "${only[$folder]:-}" ]; then
    jq --slurp --rawfile again "$work/measured" --from-file tests/mutation/merge.jq "$(report_of "$folder")" \
      "$work/out/reports/mutation-report.json" >"$work/merged"
    mv "$work/merged" "$(report_of "$folder")"
  else
    mv "$work/out/reports/mutation-report.json" "$(report_of "$folder")"
  fi
  [ -z "${slower[$folder]:-}" ] || try_survivors "$folder" "${slower[$folder]}"
  echo "$folder: $((SECONDS - began)) s"
done
print
