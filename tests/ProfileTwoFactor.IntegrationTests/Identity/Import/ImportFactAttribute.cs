namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>A fact of the contract. SQLite is always there.</summary>
internal sealed class ImportFactAttribute : FactAttribute;
