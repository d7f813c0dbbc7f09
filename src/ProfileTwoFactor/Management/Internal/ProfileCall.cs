using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Http;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>One call of a member about a profile.</summary>
internal sealed record ProfileCall : ScopeCall
{
    public required TwoFactorProfile Profile { get; init; }

    public required ProfileMember Member { get; init; }

    public override string AccountName => Member.AccountName;

    public override string? Language => Member.Language;

    public override string ProfileId => Profile.Id;

    public override string ProfileName => Profile.Name;

    public override string OwnerEmail => Profile.OwnerEmail;

    public override string VerifyUrl(ActionUrls urls) => urls.Verify(Context, Profile.Id);

    public override string Issuer(string template, string application) =>
        IssuerTemplate.Format(template, application, Profile.Name, Profile.Id);
}
