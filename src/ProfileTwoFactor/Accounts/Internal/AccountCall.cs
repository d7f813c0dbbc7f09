using ProfileTwoFactor.Http;
using ProfileTwoFactor.Management.Internal;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>One call of a person about their own account.</summary>
internal sealed record AccountCall : ScopeCall
{
    public required TwoFactorAccount Account { get; init; }

    public override string AccountName => Account.AccountName;

    public override string? Language => Account.Language;

    public override string? ProfileId => null;

    public override string ProfileName => "";

    public override string OwnerEmail => "";

    public override string VerifyUrl(ActionUrls urls) => urls.VerifyAccount(Context);

    public override string Issuer(string template, string application) => application;
}
