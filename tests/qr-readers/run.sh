#!/usr/bin/env bash
# Reads the QR code of each version that names can give with three more readers: jsQR, @zxing/library and qrcode-reader, which browser
# extensions and web pages use. Installs them, as package-lock.json pins them, into a folder that is deleted in the end. Needs Node.js.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/package.json "$here"/package-lock.json "$here"/read.mjs "$work"
npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund
PROFILETWOFACTOR_QR_READERS=$work dotnet test "$here/../ProfileTwoFactor.UnitTests" --nologo --filter 'FullyQualifiedName~QrCodeSvgTests' "$@"
