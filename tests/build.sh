#!/usr/bin/env bash
# Builds the solution; arguments go to dotnet build. The compiler stays warm from project to project, also where the environment has
# switched its server off: that is a third of the build. The server belongs to this build alone and ends with it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
server=profile-two-factor-$$-$RANDOM
stop() {
  local roslyn
  roslyn=$(dotnet msbuild src/ProfileTwoFactor/ProfileTwoFactor.csproj -getProperty:RoslynTargetsPath) || return 0
  # Without an answer it ends by itself when it has had nothing to do for some minutes.
  "$roslyn/bincore/VBCSCompiler" -pipename:"$server" -shutdown >/dev/null 2>&1 || true
}
trap stop EXIT
dotnet build Middleware2FA.sln -v quiet -p:UseSharedCompilation=true -p:SharedCompilationId="$server" "$@"
