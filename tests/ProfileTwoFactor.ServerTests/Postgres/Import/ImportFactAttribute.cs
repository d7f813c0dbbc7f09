using ProfileTwoFactor.ServerTests.Servers;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>A fact of the contract, on PostgreSQL.</summary>
internal sealed class ImportFactAttribute : FactAttribute
{
    public ImportFactAttribute() => Skip = Missing.WhyNot("PostgreSQL", ServerPrograms.Postgres);
}
