#!/usr/bin/env bash
# otp.js 1.2.0 (npm), Node 20.
# googleAuthenticator.gen takes a key in Base32, which stands for bytes. The library decodes it to text first, so a byte from 80 to FF,
# which is no UTF-8 by itself, becomes other bytes, and the codes are those of another key. The key of RFC 6238 consists of ASCII digits
# and passes, as does every key that the library makes itself (of letters). Of random keys of 20 bytes, as other makers' servers issue
# them, one in a million has no byte above 7F. Expected: the code of the bytes, as every authenticator shows it. Seen:
#   key of RFC 6238: library 287082, from the bytes 287082
#   the same with the last byte 80: library 281837, from the bytes 125184
set -euo pipefail
command -v npm >/dev/null || { echo "npm is missing" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" otp.js@1.2.0 >/dev/null

cat >finding.js <<'PROGRAM'
const crypto = require('crypto');
const library = require('otp.js').googleAuthenticator;

// RFC 4226 by hand, to have something to compare with.
function fromBytes(key, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = crypto.createHmac('sha1', key).update(counter).digest();
  const code = (mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000;
  return String(code).padStart(6, '0');
}

// The library asks the clock by getTime: 59 seconds after 1970 began, step 1.
Date.prototype.getTime = () => 59000;
const keys = {
  'key of RFC 6238': ['GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', Buffer.from('12345678901234567890')],
  'the same with the last byte 80': [
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOMA',
    Buffer.from('313233343536373839303132333435363738' + '3980', 'hex'),
  ],
};
for (const [name, [text, bytes]] of Object.entries(keys)) {
  console.log(`${name}: library ${library.gen(text)}, from the bytes ${fromBytes(bytes, 1)}`);
}
PROGRAM

seen=$(node finding.js)
printf '%s\n' "$seen"
expected='key of RFC 6238: library 287082, from the bytes 287082
the same with the last byte 80: library 281837, from the bytes 125184'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
