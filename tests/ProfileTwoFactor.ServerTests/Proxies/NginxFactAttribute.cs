using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Proxies;

/// <summary>A fact that needs nginx before nodes with PostgreSQL and Redis.</summary>
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute() =>
        Skip =
            Missing.WhyNot("nginx", Tools.Find("nginx"))
            ?? Missing.WhyNot("PostgreSQL", ServerPrograms.Postgres)
            ?? Missing.WhyNot("redis-server", ServerPrograms.Redis);
}
