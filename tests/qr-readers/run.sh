#!/usr/bin/env bash
# Reads the QR code of each version that names can give with the readers of install.sh, in a folder that is deleted in the end.
# A long run of test.sh does the same.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/install.sh" "$work"
PROFILETWOFACTOR_QR_READERS=$work dotnet test "$here/../ProfileTwoFactor.UnitTests" --nologo --filter 'FullyQualifiedName~QrCodeSvgTests' "$@"
