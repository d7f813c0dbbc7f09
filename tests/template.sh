#!/usr/bin/env bash
# Creates sites from the packed template as a new user would, outside of this repository; builds them without warnings, runs their tests,
# and starts one.
#   tests/template.sh FOLDER          the folder that pack.sh filled: the plain site of docs/five-minutes.md, and one with every option
#   tests/template.sh FOLDER --all    each combination of the options
# Installs curl, oathtool and jq (Debian packages) where they are missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
feed=$(cd "$1" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

missing=()
for tool in curl oathtool jq; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if ((${#missing[@]})); then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null
fi

work=$(mktemp -d)
site=
cleanup() {
  # `dotnet run` and the site that it started.
  [ -z "$site" ] || kill -- "-$site" 2>/dev/null || true
  wait || true
  rm -rf "$work"
}
trap cleanup EXIT
fail() {
  echo "template: $1" >&2
  for log in "$work"/*.log; do [ -f "$log" ] && { echo "--- $(basename "$log")" >&2; tail -n 30 "$log" >&2; }; done
  exit 1
}

# As in adoption.sh: ours come from the folder each time, the rest also from what the machine has.
NUGET_FALLBACK_PACKAGES=$(dotnet nuget locals global-packages --list --force-english-output | sed 's/^[^:]*: *//')
export NUGET_FALLBACK_PACKAGES NUGET_PACKAGES=$work/packages

# A home of its own: settings and templates of this user are left alone, except where packages come from.
home=$work/home
mkdir -p "$home/.nuget/NuGet"
[ ! -f ~/.nuget/NuGet/NuGet.Config ] || cp ~/.nuget/NuGet/NuGet.Config "$home/.nuget/NuGet/"
export HOME=$home DOTNET_CLI_HOME=$home
ln -s "$feed" "$HOME/packages"
cd "$work"

# The commands of the page From nothing to a gated page, as they stand there; its first block is what pack.sh has done. The last command of
# the last block keeps running.
page=$root/docs/five-minutes.md
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$page" >"$work/page.sh"
run=$(tail -n 1 "$work/page.sh")
[[ $run == "dotnet run "* ]] || fail "the last command of the page doesn't start the site"
{
  echo "set -e"
  sed '$d' "$work/page.sh"
} >"$work/commands.sh"
bash "$work/commands.sh" >"$work/page.log" 2>&1 || fail "the commands of docs/five-minutes.md fail"
tests=5
grep -qE "(Passed: *$tests,|succeeded: *$tests,|total: *$tests,)" "$work/page.log" || fail "the $tests tests of the page's site did not run"
echo "template: the commands of docs/five-minutes.md create a site with a page, and its tests pass"

create() { # FOLDER OPTIONS…
  dotnet new profile2fa -o "$1" "${@:2}" >"$work/new.log" 2>&1
}
walk() { # FOLDER OPTIONS…
  create "$1" "${@:2}" || fail "a site with '${*:2}' can't be created"
  clean "$1"
  (cd "$work/$1" && dotnet test -v quiet --nologo) >"$work/test.log" 2>&1 || fail "a site with '${*:2}' doesn't build, or its tests fail"
  grep -qE "Passed: *$tests," "$work/test.log" || fail "the $tests tests of a site with '${*:2}' did not run"
  echo "template: a site with '${*:2}' builds, and its tests pass"
}
clean() { # FOLDER: nothing of the template's own language is left
  ! grep -rnE --exclude-dir=bin --exclude-dir=obj '#(if|else|endif)|ProfileSite|5087' "$work/$1" >"$work/left.log" || fail "a site has left-overs of the template"
}

clean Shop
# The site of the page as its last command starts it, walked with a code of oathtool.
(cd "$work/Shop" && exec setsid $run) >"$work/site.log" 2>&1 &
site=$!
for _ in $(seq 300); do
  origin=$(sed -n 's/.*Now listening on: //p' "$work/site.log" | head -n 1)
  [ -z "$origin" ] || ! curl -fs "$origin/healthz" >/dev/null 2>&1 || break
  sleep 0.2
done
[ -n "$origin" ] && curl -fs "$origin/healthz" >/dev/null || fail "the site does not become ready"
# But for Data Protection's own [35]: the keys of a site that was just created are in its database, unencrypted.
! grep -E '^(warn|fail|crit)' "$work/site.log" | grep -v 'XmlKeyManager\[35\]' || fail "the site warns at start"

person() { curl -s -b "$work/olivia" -c "$work/olivia" "$@"; }
form() { # PAGE FIELDS…: sends a form of the page
  local token fields=()
  token=$(person "$origin$1" | grep -o 'name="__RequestVerificationToken" type="hidden" value="[^"]*"' | head -n 1 | sed 's/.*value="//; s/"$//')
  for field in "${@:2}"; do fields+=(--data-urlencode "$field"); done
  person -o /dev/null -w '%{http_code} %{redirect_url}' --data-urlencode "__RequestVerificationToken=$token" "${fields[@]}" "$origin$1"
}
post() { # ADDRESS [BODY]
  local token
  token=$(person "$origin/two-factor/api/antiforgery")
  person -X POST -H "$(jq -r .headerName <<<"$token"): $(jq -r .token <<<"$token")" ${2:+-H 'Content-Type: application/json' -d "$2"} "$origin$1"
}
status() { person -o /dev/null -w '%{http_code}' -H 'Accept: application/json' "$origin$1"; }
[[ $(form /account/register email=olivia@example.com password=Correct-Horse-7-Battery) == 302* ]] || fail "registering doesn't work"
[[ $(form /account/sign-in email=olivia@example.com password=Correct-Horse-7-Battery) == 302* ]] || fail "signing in doesn't work"
created=$(form / name=Acme)
[[ $created == *"/w/"* ]] || fail "a workspace can't be created: $created"
workspace=${created##*/w/}
[ "$(status "/w/$workspace/reports")" = 200 ] || fail "the Owner can't open the page of the workspace"
secret=$(post "/two-factor/api/profiles/$workspace/binding" | jq -r .secret)
enabled=$(post "/two-factor/api/profiles/$workspace/enable" "{\"code\":\"$(oathtool --totp -b "$secret")\"}" | jq -r .enabled)
[ "$enabled" = true ] || fail "two-factor authentication can't be enabled"
[ "$(status "/w/$workspace/reports")" = 200 ] || fail "the verified Owner can't open the page"
# The same session without its window.
grep -q '\.ProfileTwoFactor\.W\.' "$work/olivia" || fail "there is no window cookie"
grep -v '\.ProfileTwoFactor\.W\.' "$work/olivia" >"$work/unverified"
refused=$(curl -s -b "$work/unverified" -w ' %{http_code}' -H 'Accept: application/json' "$origin/w/$workspace/reports")
[[ $refused == *'"verification-required"'*" 401" ]] || fail "a browser without a code isn't asked for one: $refused"
echo "template: the site starts without a warning, and its page asks for a code"

walk Full --identity --database postgres --redis
if [ "${2:-}" = --all ]; then
  walk IdentityOnly --identity
  walk PostgresOnly --database postgres
  walk RedisOnly --redis
  walk IdentityPostgres --identity --database postgres
  walk IdentityRedis --identity --redis
  walk PostgresRedis --database postgres --redis
fi

# Into a folder that has a file of the same name: refused, and the file stays.
mkdir "$work/Taken"
echo "mine" >"$work/Taken/README.md"
! create Taken || fail "a site was created over a file that was there"
[ "$(cat "$work/Taken/README.md")" = mine ] && [ "$(ls -A "$work/Taken")" = README.md ] || fail "a refused site changed the folder"
grep -q README.md "$work/new.log" || fail "the refusal doesn't name the file that is in the way"
! create Unknown --database oracle || fail "an unknown database was accepted"
grep -q oracle "$work/new.log" || fail "the refusal doesn't name the unknown database"
