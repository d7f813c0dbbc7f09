#!/usr/bin/env bash
# Packs every package into a folder (artifacts/packages by default), each with its bill of materials in CycloneDX form beside it.
#   ./pack.sh [FOLDER]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

folder=${1:-artifacts/packages}
mkdir -p "$folder"
dotnet tool restore >/dev/null
# The same bytes wherever it is packed: paths in the symbols begin at the repository, which only a checkout knows.
paths=()
git rev-parse --git-dir >/dev/null 2>&1 && paths=(-p:ContinuousIntegrationBuild=true)
for project in src/*/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet pack "$project" "${paths[@]}" --output "$folder" -v quiet
  version=$(dotnet msbuild "$project" -getProperty:PackageVersion)
  # Without the packages that only build it: an app that uses the package never gets them.
  dotnet CycloneDX "$project" --exclude-dev --disable-package-restore --output-format Json \
    --output "$folder" --filename "$name.$version.cdx.json" --set-name "$name" --set-version "$version" --set-type Library >/dev/null
done
