#!/usr/bin/env bash
# Installs three more readers of QR codes, which browser extensions and web pages use: jsQR, @zxing/library and qrcode-reader, as
# package-lock.json pins them. Needs Node.js.
#   tests/qr-readers/install.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
cp "$here"/package.json "$here"/package-lock.json "$here"/read.mjs "$1"
npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund
