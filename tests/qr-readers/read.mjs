// Reads every picture (.pgm) of a folder with three readers, and prints a line of JSON for each: [file, reader, text].
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const jsqr = require("jsqr");
const QrCode = require("qrcode-reader");
const zxing = require("@zxing/library");

const [, , folder] = process.argv;

/** Binary PGM with a header of three lines. */
function readPicture(file) {
  const bytes = readFileSync(file);
  const [, size] = /^P5\n(\d+) \d+\n255\n/.exec(bytes.toString("latin1", 0, 64));
  const width = Number(size);
  return { width, height: width, grey: new Uint8ClampedArray(bytes.subarray(bytes.length - width * width)) };
}

function toRgba({ grey, width, height }) {
  const data = new Uint8ClampedArray(grey.length * 4).fill(255);
  grey.forEach((value, at) => data.fill(value, at * 4, at * 4 + 3));
  return { data, width, height };
}

const readers = {
  jsqr: (picture) => {
    const { data, width, height } = toRgba(picture);
    return jsqr(data, width, height)?.data;
  },
  zxing: ({ grey, width, height }) => {
    const bitmap = new zxing.BinaryBitmap(new zxing.HybridBinarizer(new zxing.RGBLuminanceSource(grey, width, height)));
    const hints = new Map([[zxing.DecodeHintType.TRY_HARDER, true]]);
    return new zxing.QRCodeReader().decode(bitmap, hints).getText();
  },
  "qrcode-reader": (picture) =>
    new Promise((resolve, reject) => {
      const reader = new QrCode();
      reader.callback = (error, value) => (error ? reject(new Error(error)) : resolve(value.result));
      reader.decode(toRgba(picture));
    }),
};

for (const file of readdirSync(folder).filter((name) => name.endsWith(".pgm")).sort()) {
  const picture = readPicture(join(folder, file));
  for (const [name, read] of Object.entries(readers)) {
    const text = await Promise.resolve()
      .then(() => read(picture))
      .catch((error) => `not read: ${error.message || error.name}`);
    console.log(JSON.stringify([file, name, text ?? "not read"]));
  }
}
