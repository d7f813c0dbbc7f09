#!/usr/bin/env bash
# otpauth-migration 1.0.0 (npm, bundled with esbuild 0.24.0 because its modules can't be loaded by Node.js as they are), otpauth 9.5.2, Node 20.
# Authenticator apps hand over their entries as a QR code with an otpauth-migration address. Its fields for an entry are key, name, issuer,
# algorithm, digits, kind, and counter: there is none for the period. The library takes an entry with a period of 60 seconds, which is what
# its own reader of otpauth addresses gives it, and exports it without an error as an entry that every reader takes for one of 30 seconds.
# Each code of the new entry is wrong, and the old one is usually deleted by then. Seven digits, which the format has no value for either, it
# refuses. Expected: the same for a period. Seen:
#   period 30: exported, comes back as period not stated, code 081804, meant 081804
#   period 60: exported, comes back as period not stated, code 081804, meant 360094
#   digits 7: Unsupported digits
set -euo pipefail
command -v npm >/dev/null || { echo "npm is missing" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" \
  otpauth-migration@1.0.0 otpauth@9.5.2 esbuild@0.24.0 >/dev/null

cat >finding.js <<'PROGRAM'
import { OTPAuth, OTPAuthMigration } from 'otpauth-migration';
import { Secret, TOTP } from 'otpauth';

// The second time in the table of RFC 6238, appendix B.
const timestamp = 1111111109000;
const codeOf = entry =>
  new TOTP({ secret: Secret.fromBase32(entry.secret), period: entry.period ?? 30 }).generate({ timestamp });

for (const value of ['period=30', 'period=60', 'digits=7']) {
  const entry = OTPAuth.parseURI(
    `otpauth://totp/Acme:olivia%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme&${value}`
  );
  const row = value.replace('=', ' ');
  try {
    const [back] = OTPAuthMigration.parseURI(OTPAuthMigration.toURI([entry]));
    console.log(`${row}: exported, comes back as period ${back.period ?? 'not stated'}, code ${codeOf(back)}, meant ${codeOf(entry)}`);
  } catch (error) {
    console.log(`${row}: ${error.message}`);
  }
}
PROGRAM

node_modules/.bin/esbuild finding.js --bundle --platform=node --outfile=bundle.js --log-level=error
seen=$(node bundle.js)
printf '%s\n' "$seen"
expected='period 30: exported, comes back as period not stated, code 081804, meant 081804
period 60: exported, comes back as period not stated, code 081804, meant 360094
digits 7: Unsupported digits'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
