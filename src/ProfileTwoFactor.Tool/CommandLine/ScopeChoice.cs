namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>Which profile or account is meant.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Stamp">Null if the database is to tell.</param>
/// <param name="Tenant">Null for none.</param>
internal sealed record ScopeChoice(
    TwoFactorScopeKind Kind,
    string Id,
    string? Stamp,
    string? Tenant
)
{
    public string Noun => Kind == TwoFactorScopeKind.Account ? "account" : "profile";
}
