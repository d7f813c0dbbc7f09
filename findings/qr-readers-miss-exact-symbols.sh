#!/usr/bin/env bash
# jsQR 1.4.0, @zxing/library 0.21.3 and qrcode-reader 1.0.4 read pictures that qrcode 1.5.4 made (npm), Node.js 18 and later.
# The pictures are exact: five whole pixels for each module, a quiet zone of four modules, black on white, no rotation, no noise. The
# texts are 120 key URIs of authenticator apps, which give versions 6 to 8 at level M. Expected: a reader reads an exact picture of a valid
# symbol. Seen: jsQR reads all. @zxing/library misses some in its general mode, though not in the mode for exact pictures, and
# qrcode-reader misses one in five: it doesn't find the dimension, or the alignment patterns, or samples modules beside their place. Which
# ones depends on nothing but the bits, so the same person's next key is read. Another size of module changes which are missed, not how many.
#   jsQR: 120 of 120
#   @zxing/library: 115 of 120
#   @zxing/library, PURE_BARCODE: 120 of 120
#   qrcode-reader: 97 of 120
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --ignore-scripts jsqr@1.4.0 @zxing/library@0.21.3 qrcode-reader@1.0.4 qrcode@1.5.4 >/dev/null

cat >finding.js <<'PROGRAM'
const { createHash } = require('node:crypto');
const jsqr = require('jsqr');
const zxing = require('@zxing/library');
const QrCodeReader = require('qrcode-reader');
const qrcode = require('qrcode');

const PIXELS = 5;
const QUIET = 4;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function textOf(i) {
  const key = [...createHash('sha256').update('s' + i).digest()].map((byte) => ALPHABET[byte & 31]).join('');
  return `otpauth://totp/Example:user${i}@example.com?secret=${key}&issuer=Example` + 'x'.repeat((i % 4) * 20);
}

function paint(text) {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const width = (modules.size + 2 * QUIET) * PIXELS;
  const grey = new Uint8ClampedArray(width * width).fill(255);
  for (let y = 0; y < modules.size * PIXELS; y++) {
    for (let x = 0; x < modules.size * PIXELS; x++) {
      if (modules.get(Math.floor(y / PIXELS), Math.floor(x / PIXELS))) {
        grey[(y + QUIET * PIXELS) * width + x + QUIET * PIXELS] = 0;
      }
    }
  }
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  grey.forEach((value, at) => data.fill(value, at * 4, at * 4 + 3));
  return { grey, data, width, height: width };
}

const byZxing = (hint) => ({ grey, width }) =>
  new zxing.QRCodeReader()
    .decode(
      new zxing.BinaryBitmap(new zxing.HybridBinarizer(new zxing.RGBLuminanceSource(grey, width, width))),
      new Map([[hint, true]]),
    )
    .getText();

const readers = {
  jsQR: ({ data, width, height }) => jsqr(data, width, height)?.data,
  '@zxing/library': byZxing(zxing.DecodeHintType.TRY_HARDER),
  '@zxing/library, PURE_BARCODE': byZxing(zxing.DecodeHintType.PURE_BARCODE),
  'qrcode-reader': (picture) =>
    new Promise((resolve, reject) => {
      const reader = new QrCodeReader();
      reader.callback = (error, value) => (error ? reject(error) : resolve(value.result));
      reader.decode(picture);
    }),
};

async function main() {
  // qrcode-reader prints its errors.
  console.error = () => {};
  const texts = Array.from({ length: 120 }, (_, i) => textOf(i));
  for (const [name, read] of Object.entries(readers)) {
    let right = 0;
    for (const text of texts) {
      const found = await Promise.resolve(paint(text)).then(read).catch(() => null);
      right += found === text ? 1 : 0;
    }
    process.stdout.write(`${name}: ${right} of ${texts.length}\n`);
  }
}

console.log = () => {};
main();
PROGRAM

seen=$(node finding.js)
printf '%s\n' "$seen"
expected='jsQR: 120 of 120
@zxing/library: 115 of 120
@zxing/library, PURE_BARCODE: 120 of 120
qrcode-reader: 97 of 120'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
