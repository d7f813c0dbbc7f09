#!/usr/bin/env bash
# jsotp 1.0.4 (npm), Node 20.
# The address of a key takes an issuer and has no place for an account: the label is the constant "SK", so that all entries of a person,
# of whatever site and account, have one name in apps that go by the label. The issuer is written as it is: at "&" it ends, and what
# follows is another parameter. Seen:
#   Acme Store -> otpauth://totp/SK?secret=GEZDGNBVGY3TQOJQ&issuer=Acme Store
#   olivia@example.com -> otpauth://totp/SK?secret=GEZDGNBVGY3TQOJQ&issuer=olivia@example.com
#   Park & Co -> otpauth://totp/SK?secret=GEZDGNBVGY3TQOJQ&issuer=Park & Co
#   Park & Co, as a reader has it: label SK, issuer "Park ", further parameters: " Co"
set -euo pipefail
command -v npm >/dev/null || { echo "npm is missing" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" jsotp@1.0.4 >/dev/null

cat >finding.js <<'PROGRAM'
const { TOTP } = require('jsotp');
const addressOf = (issuer) => TOTP('GEZDGNBVGY3TQOJQ').url_gen(issuer);
for (const issuer of ['Acme Store', 'olivia@example.com', 'Park & Co']) {
  console.log(`${issuer} -> ${addressOf(issuer)}`);
}

const address = addressOf('Park & Co');
const parameters = new URLSearchParams(address.slice(address.indexOf('?')));
const label = address.slice('otpauth://totp/'.length, address.indexOf('?'));
const further = [...parameters.keys()].filter((name) => !['secret', 'issuer'].includes(name));
console.log(`Park & Co, as a reader has it: label ${label}, issuer "${parameters.get('issuer')}", further parameters: "${further}"`);
PROGRAM

seen=$(node finding.js)
printf '%s\n' "$seen"
expected='Acme Store -> otpauth://totp/SK?secret=GEZDGNBVGY3TQOJQ&issuer=Acme Store
olivia@example.com -> otpauth://totp/SK?secret=GEZDGNBVGY3TQOJQ&issuer=olivia@example.com
Park & Co -> otpauth://totp/SK?secret=GEZDGNBVGY3TQOJQ&issuer=Park & Co
Park & Co, as a reader has it: label SK, issuer "Park ", further parameters: " Co"'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
