#!/usr/bin/env bash
# Adopts the packed packages as a new user would, in a solution outside of this repository: the app is samples/MinimalSite, which is made of
# the code that README and Getting started show; the test is that of Testing your app; the nodes are those of Several nodes.
#   tests/adoption.sh FOLDER      the folder that pack.sh filled
# Installs redis-server, oathtool and curl (Debian packages) where they are missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
feed=$(cd "$1" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

missing=()
for tool in redis-server oathtool curl; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if ((${#missing[@]})); then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends "${missing[@]}" >/dev/null
fi

work=$(mktemp -d)
started=()
cleanup() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  wait || true
  rm -rf "$work"
}
trap cleanup EXIT
fail() {
  echo "adoption: $1" >&2
  for log in "$work"/*.log; do [ -f "$log" ] && { echo "--- $(basename "$log")" >&2; tail -n 30 "$log" >&2; }; done
  exit 1
}

version=$(basename "$feed"/ProfileTwoFactor.UI.*.nupkg .nupkg)
version=${version#ProfileTwoFactor.UI.}
central() { sed -n "s/.*Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$root/Directory.Packages.props"; }
reference() { for name in "$@"; do echo "<PackageReference Include=\"$name\" Version=\"$(central "$name")\" />"; done; }
packed() { for name in "$@"; do echo "<PackageReference Include=\"$name\" Version=\"$version\" />"; done; }
# What a page shows, by the region of the compiled file that it is taken from.
region() { sed -n "/#region $1\$/,/#endregion/p" "$2" | sed '1d;$d'; }

# The sources of this machine and the folder. What is not ours may come from the packages that the machine has; ours come from the
# folder each time, because their version stays the same while they change.
cat >"$work/nuget.config" <<XML
<configuration><packageSources><add key="packed" value="$feed" /></packageSources></configuration>
XML
NUGET_FALLBACK_PACKAGES=$(dotnet nuget locals global-packages --list --force-english-output | sed 's/^[^:]*: *//')
export NUGET_FALLBACK_PACKAGES NUGET_PACKAGES=$work/packages

project() { # FOLDER NAME SDK, and references on standard input
  mkdir -p "$work/$1"
  {
    echo "<Project Sdk=\"$3\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable>"
    echo "<ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup><ItemGroup>"
    cat
    echo "</ItemGroup></Project>"
  } >"$work/$1/$2.csproj"
}

web=Microsoft.NET.Sdk.Web
{
  packed ProfileTwoFactor ProfileTwoFactor.EntityFrameworkCore ProfileTwoFactor.UI
  reference Microsoft.EntityFrameworkCore.Sqlite
} | project app Shop "$web"
cp "$root/samples/MinimalSite/Program.cs" "$work/app/"

{
  packed ProfileTwoFactor.Testing
  reference Microsoft.AspNetCore.Mvc.Testing Microsoft.NET.Test.Sdk xunit xunit.runner.visualstudio
  echo '<ProjectReference Include="../app/Shop.csproj" />'
} | project test Shop.Tests Microsoft.NET.Sdk
region VerifiedClient "$root/tests/ProfileTwoFactor.UnitTests/Docs/ReportTests.cs" >"$work/test/ReportTests.cs"

echo "adoption: the test of the docs, with $version of the folder"
dotnet test "$work/test" -v quiet --nologo >"$work/test.log" 2>&1 || fail "the test that the docs show fails"
grep -q "Passed: *2" "$work/test.log" || fail "the test that the docs show did not run"

# What an app publishes holds nothing that only pictures of another kind need.
dotnet publish "$work/app" -c Release -o "$work/published" -v quiet --nologo >"$work/publish.log" 2>&1 || fail "the app can't be published"
for unwanted in QRCoder System.Drawing.Common Microsoft.Win32.SystemEvents; do
  [[ ! -e $work/published/$unwanted.dll ]] || fail "$unwanted.dll is in the publish folder"
  ! grep -q "$unwanted" "$work/published/Shop.deps.json" || fail "$unwanted is in Shop.deps.json"
done

# The same test in xunit v3, beside a store of the app's own under the contract.
{
  packed ProfileTwoFactor.Testing ProfileTwoFactor.Testing.Stores
  reference Microsoft.AspNetCore.Mvc.Testing Microsoft.NET.Test.Sdk xunit.v3 xunit.runner.visualstudio
  echo '<ProjectReference Include="../app/Shop.csproj" /></ItemGroup>'
  # The docs' test has no token for its calls, which v3 advises.
  echo '<PropertyGroup><OutputType>Exe</OutputType><NoWarn>xUnit1051</NoWarn></PropertyGroup><ItemGroup>'
} | project test3 Shop.Tests3 Microsoft.NET.Sdk
cp "$work/test/ReportTests.cs" "$work/test3/"
cat >"$work/test3/OwnStoreTests.cs" <<'CSHARP'
using ProfileTwoFactor;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;
using Xunit;

public sealed class OwnStoreTests : PolicyStoreContract
{
    protected override IPolicyStore Policies { get; } = new OwnStore();

    [Theory, MemberData(nameof(Tests))]
    public override Task Store_MeetsTheContract(string test) => RunAsync(test);

    private sealed class OwnStore : IPolicyStore
    {
        private readonly Dictionary<TwoFactorScope, PolicyRecord> _rows = [];

        public Task<PolicyRecord?> FindAsync(TwoFactorScope scope, CancellationToken cancellationToken)
        {
            lock (_rows)
            {
                return Task.FromResult(_rows.GetValueOrDefault(scope));
            }
        }

        public Task<StoreWriteStatus> WriteAsync(PolicyRecord record, CancellationToken cancellationToken)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(record.Version);
            lock (_rows)
            {
                if ((_rows.GetValueOrDefault(record.Scope)?.Version ?? 0) != record.Version)
                {
                    return Task.FromResult(StoreWriteStatus.Conflict);
                }

                var values = record.Values is { AllowedAuthenticators: { } allowed } ? record.Values with { AllowedAuthenticators = [.. allowed] } : record.Values;
                _rows[record.Scope] = record with { Version = record.Version + 1, RetiredEpochs = [.. record.RetiredEpochs], Values = values };
                return Task.FromResult(StoreWriteStatus.Written);
            }
        }
    }
}
CSHARP
dotnet test "$work/test3" -v quiet --nologo >"$work/test3.log" 2>&1 || fail "the test that the docs show, or the contract of stores, fails in xunit v3"
tests=$(sed -n 's/.*Passed: *\([0-9]*\).*/\1/p' "$work/test3.log")
((${tests:-0} > 20)) || fail "the contract of stores did not run in xunit v3"

# Several nodes: the page's lines, with the app's own context for the keys.
{
  packed ProfileTwoFactor ProfileTwoFactor.EntityFrameworkCore ProfileTwoFactor.Redis ProfileTwoFactor.UI
  reference Microsoft.EntityFrameworkCore.Sqlite Microsoft.Extensions.Caching.StackExchangeRedis \
    Microsoft.AspNetCore.DataProtection.EntityFrameworkCore
} | project nodes Node "$web"
snippets=$root/tests/ProfileTwoFactor.DocSnippets/Nodes
region SeveralNodes "$snippets/NodeSnippets.cs" | sed 's/KeyDbContext/ShopDbContext/' >"$work/nodes.lines"
region KeyContext "$snippets/KeyDbContext.cs" | sed 's/KeyDbContext/ShopDbContext/g; s/^    protected override/    public DbSet<Workspace> Workspaces => Set<Workspace>();\n    public DbSet<Member> Members => Set<Member>();\n\n&/' >"$work/context.lines"
{
  echo "using Microsoft.AspNetCore.DataProtection;"
  echo "using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;"
  sed -e "/^builder.Services.AddDbContextFactory/r $work/nodes.lines" \
    -e '/^internal sealed class ShopDbContext/,$d' \
    -e 's|^app.MapGroup|app.MapHealthChecks("/healthz");\n&|' "$root/samples/MinimalSite/Program.cs"
  cat "$work/context.lines"
} >"$work/nodes/Program.cs"
dotnet build "$work/nodes" -v quiet --nologo >"$work/nodes-build.log" 2>&1 || fail "an app by the page Several nodes does not build"

# Below the ports that outgoing connections take, and nobody answers there.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
until_ready() { # ADDRESS
  for _ in $(seq 100); do curl -fs "$1/healthz" >/dev/null 2>&1 && return; sleep 0.2; done
  fail "$1 does not become ready"
}
redis=$(free_port)
redis-server --port "$redis" --bind 127.0.0.1 --save "" --appendonly no >"$work/redis.log" 2>&1 &
started+=($!)
ConnectionStrings__Redis="127.0.0.1:$redis,connectTimeout=1000,syncTimeout=500,asyncTimeout=500,connectRetry=1,abortConnect=false"
ConnectionStrings__Shop="Data Source=$work/shop.db"
export ConnectionStrings__Redis ConnectionStrings__Shop
first=http://127.0.0.1:$(free_port)
second=http://127.0.0.1:$(free_port)
node() { # ADDRESS LOG
  (cd "$work" && exec dotnet nodes/bin/Debug/net10.0/Node.dll --urls "$1") >>"$work/$2.log" 2>&1 &
  started+=($!)
  until_ready "$1"
}
# One after the other: the first makes the database.
node "$first" first
node "$second" second

jar() { echo "$work/$1.cookies"; }
call() { # PERSON METHOD ADDRESS [BODY]: the status, with the body in $work/answer
  local token
  token=$(curl -s -b "$(jar "$1")" -c "$(jar "$1")" "$(dirname "$3" | sed 's|\(http://[^/]*\).*|\1|')/two-factor/api/antiforgery")
  curl -s -o "$work/answer" -w '%{http_code}' -X "$2" -b "$(jar "$1")" -c "$(jar "$1")" -H 'Accept: application/json' \
    -H "$(sed 's/.*"headerName":"\([^"]*\)".*/\1/' <<<"$token"): $(sed 's/.*"token":"\([^"]*\)".*/\1/' <<<"$token")" \
    ${4:+-H 'Content-Type: application/json' -d "$4"} "$3"
}
expect() { # STATUS, then as call
  local got
  got=$(call "${@:2}") || true
  [ "$got" = "$1" ] || fail "$2: $3 $4 answered $got instead of $1: $(cat "$work/answer" 2>/dev/null)"
}
code() { oathtool --totp -b "$(sed 's/.*"secret":"\([^"]*\)".*/\1/' "$work/answer")"; }
api=/two-factor/api/profiles/acme
for person in olivia mark; do
  curl -s -o "$work/answer" -c "$(jar $person)" -X POST "$first/sign-in/$person"
done
expect 200 mark GET "$second/p/acme/reports"
expect 200 olivia POST "$first$api/binding"
expect 200 olivia POST "$first$api/enable" "{\"code\":\"$(code)\"}"
# On the other node within DecisionLifetime, which keeps that the profile was open.
for _ in $(seq 30); do [ "$(call mark GET "$second/p/acme/reports")" = 401 ] && break; sleep 0.3; done
expect 401 mark GET "$second/p/acme/reports"
expect 200 mark POST "$first$api/binding"
expect 200 mark POST "$first$api/bind" "{\"code\":\"$(code)\"}"
expect 200 mark GET "$first/p/acme/reports"
expect 200 mark GET "$second/p/acme/reports"
expect 200 mark GET "$second/share/october"
kill "${started[-1]}"
wait "${started[-1]}" 2>/dev/null || true
node "$second" second-again
expect 200 mark GET "$second/p/acme/reports"
grep -qE "\[140[67]\]" "$work"/*.log && fail "a node warns that windows or keys are not shared"
echo "adoption: two nodes share profile, windows and keys"

# The operators' tool, installed as its page says, on the nodes' database.
DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
export DOTNET_ROOT
(cd "$work" && dotnet tool install ProfileTwoFactor.Tool --tool-path "$work/tools" --version "$version") >"$work/tool-install.log" 2>&1 \
  || fail "the tool can't be installed"
profile2fa() { PROFILE2FA_CONNECTION=$ConnectionStrings__Shop "$work/tools/profile2fa" "$@" >"$work/answer" 2>"$work/tool.log"; }
profile2fa status || fail "the tool does not read the app's database"
grep -q "Profiles: 1 enforced" "$work/answer" || fail "the tool sees another state: $(cat "$work/answer")"
profile2fa doctor || fail "the tool finds a fault: $(cat "$work/answer")"
profile2fa reset --profile acme --member member-2 --reason adoption --yes || fail "the tool can't reset a member"
for _ in $(seq 30); do [ "$(call mark GET "$second/p/acme/reports")" = 401 ] && break; sleep 0.3; done
expect 401 mark GET "$second/p/acme/reports"
echo "adoption: the tool resets a member"
