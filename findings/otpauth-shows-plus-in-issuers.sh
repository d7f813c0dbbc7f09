#!/usr/bin/env bash
# otpauth 9.5.2 reads what otp-io 1.2.7 and @epic-web/totp 4.0.1 write (npm), Node 20.
# Both writers make the query of an otpauth URI with URLSearchParams, which writes a blank as "+"; the label before it has "%20". The
# reader decodes percent signs only, so "Acme Store" comes back as "Acme+Store" in the issuer, although the label's own part says
# "Acme Store"; the two contradict each other, and the reader prefers the wrong one. url-otpauth 2.0.0 reads the same URIs as meant.
# A writer of such URIs does well to write "%20", which all of them read. Seen:
#   otp-io: label Acme%20Store, otpauth reads "Acme+Store", url-otpauth "Acme Store"
#   @epic-web/totp: label Acme%20Store, otpauth reads "Acme+Store", url-otpauth "Acme Store"
#   with %20: label Acme%20Store, otpauth reads "Acme Store", url-otpauth "Acme Store"
set -euo pipefail
command -v npm >/dev/null || { echo "npm is missing" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" \
  otpauth@9.5.2 otp-io@1.2.7 @epic-web/totp@4.0.1 url-otpauth@2.0.0 >/dev/null

cat >finding.mjs <<'PROGRAM'
import { URI } from 'otpauth';
import { getKeyUri, importKey } from 'otp-io';
import { getTOTPAuthUri } from '@epic-web/totp';
import other from 'url-otpauth';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const issuer = 'Acme Store';
const account = 'olivia@example.com';
const uris = {
  'otp-io': getKeyUri({ type: 'totp', secret: importKey(secret), name: account, issuer }),
  '@epic-web/totp': getTOTPAuthUri({ secret, issuer, accountName: account, period: 30, digits: 6, algorithm: 'SHA1' }),
  'with %20': `otpauth://totp/Acme%20Store:olivia%40example.com?secret=${secret}&issuer=Acme%20Store`,
};
for (const [writer, uri] of Object.entries(uris)) {
  console.log(`${writer}: label ${uri.slice(15, uri.indexOf(':', 15))}, otpauth reads "${URI.parse(uri).issuer}", url-otpauth "${other.parse(uri).issuer}"`);
}
PROGRAM

seen=$(node finding.mjs)
printf '%s\n' "$seen"
expected='otp-io: label Acme%20Store, otpauth reads "Acme+Store", url-otpauth "Acme Store"
@epic-web/totp: label Acme%20Store, otpauth reads "Acme+Store", url-otpauth "Acme Store"
with %20: label Acme%20Store, otpauth reads "Acme Store", url-otpauth "Acme Store"'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
