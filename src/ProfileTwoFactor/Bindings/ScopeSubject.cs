using System.Security.Claims;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Who acts, on what. Profiles and accounts look alike from here on.</summary>
internal sealed record ScopeSubject
{
    public required TwoFactorScope Scope { get; init; }

    public required ClaimsPrincipal User { get; init; }

    public required string MemberId { get; init; }

    public required string MemberStamp { get; init; }

    public required string OwnerMemberId { get; init; }

    public string? SecurityStamp { get; init; }

    public bool IsOwner => string.Equals(MemberId, OwnerMemberId, StringComparison.Ordinal);

    public BindingKey KeyIn(string epoch) => new(Scope, epoch, MemberId, MemberStamp);
}
