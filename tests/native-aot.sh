#!/usr/bin/env bash
# Publishes an app of minimal APIs with Native AOT against the packed packages, and enables, binds, refuses and verifies with it.
#   tests/native-aot.sh FOLDER      the folder that pack.sh filled
# Installs clang, zlib1g-dev, oathtool and curl (Debian packages) where they are missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
feed=$(cd "$1" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

declare -A packages=([clang]=clang [oathtool]=oathtool [curl]=curl)
missing=()
for tool in "${!packages[@]}"; do command -v "$tool" >/dev/null || missing+=("${packages[$tool]}"); done
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
if ((${#missing[@]})); then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null
fi

work=$(mktemp -d)
site=
cleanup() {
  [ -z "$site" ] || kill "$site" 2>/dev/null || true
  wait || true
  rm -rf "$work"
}
trap cleanup EXIT
fail() {
  echo "native-aot: $1" >&2
  for log in "$work"/*.log; do [ -f "$log" ] && { echo "--- $(basename "$log")" >&2; tail -n 30 "$log" >&2; }; done
  exit 1
}

version=$(basename "$feed"/ProfileTwoFactor.UI.*.nupkg .nupkg)
version=${version#ProfileTwoFactor.UI.}
# As in adoption.sh: what is not ours may come from the packages that the machine has.
cat >"$work/nuget.config" <<XML
<configuration><packageSources><add key="packed" value="$feed" /></packageSources></configuration>
XML
NUGET_FALLBACK_PACKAGES=$(dotnet nuget locals global-packages --list --force-english-output | sed 's/^[^:]*: *//')
export NUGET_FALLBACK_PACKAGES NUGET_PACKAGES=$work/packages

cat >"$work/Site.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <PublishAot>true</PublishAot>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="ProfileTwoFactor" Version="$version" /></ItemGroup>
</Project>
XML
cat >"$work/Program.cs" <<'CSHARP'
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using ProfileTwoFactor;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddAuthentication("Cookies").AddCookie("Cookies");
builder.Services.AddAuthorization();
builder.Services.AddProfileTwoFactor()
    .AddProfileDirectory<OneProfile>()
    .AddInMemoryStores(allowOutsideDevelopment: true);
var app = builder.Build();
app.MapProfileTwoFactorApi();
app.MapPost("/sign-in/{user}", (string user, HttpContext http) =>
    http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], "password"))));
app.MapGet("/p/{sid}/reports", () => "October").RequireProfileTwoFactor();
app.Run();

internal sealed class OneProfile : IProfileDirectory
{
    private static readonly TwoFactorProfile Profile = new()
    {
        Id = "acme", Name = "Acme Store", OwnerMemberId = "m-olivia", OwnerEmail = "olivia@example.com",
    };

    public ValueTask<ProfileAccess?> FindAsync(string profileId, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        new(profileId == Profile.Id ? new ProfileAccess(Profile, Member("m-" + user.Identity?.Name)) : null);

    public ValueTask<ProfileMember?> FindMemberAsync(string profileId, string memberId, CancellationToken cancellationToken) =>
        new(Member(memberId));

    public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
        string profileId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return Member("m-olivia")!;
        yield return Member("m-mark")!;
    }

    private static ProfileMember? Member(string id) =>
        id is "m-olivia" or "m-mark" ? new() { MemberId = id, AccountName = $"{id[2..]}@example.com" } : null;
}
CSHARP
dotnet publish "$work/Site.csproj" -v quiet --nologo -o "$work/out" >"$work/publish.log" 2>&1 || fail "the app does not publish without warnings"

while port=$((20000 + RANDOM % 12000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
address=http://127.0.0.1:$port
"$work/out/Site" --urls "$address" >"$work/site.log" 2>&1 &
site=$!
for _ in $(seq 100); do curl -s "$address/two-factor/api/antiforgery" >/dev/null && break; sleep 0.1; done

jar() { echo "$work/$1.cookies"; }
expect() { # STATUS PERSON METHOD PATH [BODY]
  local token got
  token=$(curl -s -b "$(jar "$2")" -c "$(jar "$2")" "$address/two-factor/api/antiforgery")
  got=$(curl -s -o "$work/answer" -w '%{http_code}' -X "$3" -b "$(jar "$2")" -c "$(jar "$2")" -H 'Accept: application/json' \
    -H "$(sed 's/.*"headerName":"\([^"]*\)".*/\1/' <<<"$token"): $(sed 's/.*"token":"\([^"]*\)".*/\1/' <<<"$token")" \
    ${5:+-H 'Content-Type: application/json' -d "$5"} "$address$4") || true
  [ "$got" = "$1" ] || fail "$2: $3 $4 answered $got instead of $1: $(cat "$work/answer" 2>/dev/null)"
}
code() { oathtool --totp -b "$(sed 's/.*"secret":"\([^"]*\)".*/\1/' "$work/answer")"; }
api=/two-factor/api/profiles/acme
for person in olivia mark; do expect 200 "$person" POST "/sign-in/$person"; done
expect 200 mark GET /p/acme/reports
expect 200 olivia POST "$api/binding"
expect 200 olivia POST "$api/enable" "{\"code\":\"$(code)\"}"
expect 401 mark GET /p/acme/reports
expect 200 mark POST "$api/binding"
expect 200 mark POST "$api/bind" "{\"code\":\"$(code)\"}"
expect 200 mark GET /p/acme/reports
expect 200 olivia GET "$api/members"
expect 200 olivia POST "$api/backup-codes"
expect 404 mark GET /p/other/reports
echo "native-aot: an app of $(du -h "$work/out/Site" | cut -f1) enables, binds, refuses and verifies"
