using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A fact that needs PostgreSQL: left out, and said so, where it is missing; a failure in test.sh.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = Missing.WhyNot("PostgreSQL", ServerPrograms.Postgres);
}

/// <summary>The same for a theory.</summary>
internal sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() =>
        Skip = Missing.WhyNot("PostgreSQL", ServerPrograms.Postgres);
}

/// <summary>A fact that needs Redis.</summary>
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = Missing.WhyNot("redis-server", ServerPrograms.Redis);
}

/// <summary>The same for a theory.</summary>
internal sealed class RedisTheoryAttribute : TheoryAttribute
{
    public RedisTheoryAttribute() => Skip = Missing.WhyNot("redis-server", ServerPrograms.Redis);
}

/// <summary>A fact that needs both.</summary>
internal sealed class ServersFactAttribute : FactAttribute
{
    public ServersFactAttribute() =>
        Skip =
            Missing.WhyNot("PostgreSQL", ServerPrograms.Postgres)
            ?? Missing.WhyNot("redis-server", ServerPrograms.Redis);
}

/// <summary>The same for a theory.</summary>
internal sealed class ServersTheoryAttribute : TheoryAttribute
{
    public ServersTheoryAttribute() =>
        Skip =
            Missing.WhyNot("PostgreSQL", ServerPrograms.Postgres)
            ?? Missing.WhyNot("redis-server", ServerPrograms.Redis);
}

/// <summary>A theory that needs PostgreSQL, and Garnet in place of Redis.</summary>
internal sealed class GarnetTheoryAttribute : TheoryAttribute
{
    public GarnetTheoryAttribute() =>
        Skip =
            Missing.WhyNot("PostgreSQL", ServerPrograms.Postgres)
            ?? Missing.WhyNot("garnet-server (dotnet tool restore)", ServerPrograms.Garnet);
}

internal static class Missing
{
    public static string? WhyNot(string name, string? program) =>
        program is not null || Tools.AreRequired
            ? null
            : $"{name} not installed; ./test.sh installs what is missing and runs this test";
}
