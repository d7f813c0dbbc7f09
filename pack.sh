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

# Its assembly is inside of the package, without a dependency on its own package, which is what the tool looks at.
version=$(sed -n 's/.*Include="QRCoder" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)
inside="{ \"type\": \"library\", \"bom-ref\": \"pkg:nuget/QRCoder@$version\", \"name\": \"QRCoder\", \"version\": \"$version\", \"scope\": \"required\", \"licenses\": [{ \"license\": { \"id\": \"MIT\" } }], \"purl\": \"pkg:nuget/QRCoder@$version\" },"
sed -i "s|^  \"components\": \[|&\n    $inside|" "$folder"/ProfileTwoFactor.[0-9]*.cdx.json
