#!/usr/bin/env bash
# thirty-two 1.0.2 and notp 2.0.3 (npm), Node 20.
# Sites show the key of an authenticator in groups of four, and people type or paste it so. This decoder has no error for a character
# that base32 doesn't have: a blank, a hyphen, 0, 1, or 8 counts as a digit of another value. The key is another one, and each code is
# wrong. oathtool skips the blanks. The first counter of the key of RFC 4226 has the code 755224 (appendix D). Seen:
#   GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ -> 755224
#   GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ -> 754868
#   GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ -> 754868
#   gezdgnbvgy3tqojqgezdgnbvgy3tqojq -> 755224
#   GEZDGNBVGY3TQ0JQGEZDGNBVGY3TQOJQ -> 363096
set -euo pipefail
command -v npm >/dev/null || { echo "npm is missing" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" thirty-two@1.0.2 notp@2.0.3 >/dev/null

cat >finding.js <<'PROGRAM'
const base32 = require('thirty-two');
const { hotp } = require('notp');
for (const key of [
  'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
  'GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ',
  'gezdgnbvgy3tqojqgezdgnbvgy3tqojq',
  'GEZDGNBVGY3TQ0JQGEZDGNBVGY3TQOJQ',
]) {
  let code;
  try {
    code = hotp.gen(base32.decode(key), { counter: 0 });
  } catch (error) {
    code = error.message;
  }
  console.log(`${key} -> ${code}`);
}
PROGRAM

seen=$(node finding.js)
printf '%s\n' "$seen"
expected='GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ -> 755224
GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ -> 754868
GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ -> 754868
gezdgnbvgy3tqojqgezdgnbvgy3tqojq -> 755224
GEZDGNBVGY3TQ0JQGEZDGNBVGY3TQOJQ -> 363096'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
