#!/usr/bin/env bash
# otp 2.0.1 (npm), Node 20.
# The name of a key goes into its otpauth URL, percent-encoded where needed, one expects. The library drops every character that is no
# ASCII letter, digit, "_" or "@" before it encodes: addresses of different people become the same entry or that of another person,
# blanks and dots vanish, and a Japanese name leaves an empty label. Authenticator apps that tell entries apart by the label then have
# two of one name, and some write the second over the first. Seen:
#   olivia.park@example.com -> otpauth://totp/oliviapark%40examplecom
#   olivia+work@example.com -> otpauth://totp/oliviawork%40examplecom
#   Acme Store -> otpauth://totp/AcmeStore
#   Café -> otpauth://totp/Caf
#   カフェ東京 -> otpauth://totp/
#   a_b-c -> otpauth://totp/a_bc
set -euo pipefail
command -v npm >/dev/null || { echo "npm is missing" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" otp@2.0.1 >/dev/null

cat >finding.js <<'PROGRAM'
const { OTP } = require('otp');
for (const name of ['olivia.park@example.com', 'olivia+work@example.com', 'Acme Store', 'Café', 'カフェ東京', 'a_b-c']) {
  const url = new OTP({ secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', name }).totpURL;
  console.log(`${name} -> ${url.slice(0, url.indexOf('?'))}`);
}
PROGRAM

seen=$(node finding.js)
printf '%s\n' "$seen"
expected='olivia.park@example.com -> otpauth://totp/oliviapark%40examplecom
olivia+work@example.com -> otpauth://totp/oliviawork%40examplecom
Acme Store -> otpauth://totp/AcmeStore
Café -> otpauth://totp/Caf
カフェ東京 -> otpauth://totp/
a_b-c -> otpauth://totp/a_bc'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
