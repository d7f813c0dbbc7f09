using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class PendingClaimTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Caller = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void Claim_ThatNeedsAProof_MatchesNoBindingThatWasBegunWithoutOne(
        bool begunWithProof,
        bool needsProof,
        bool matches
    )
    {
        var begun = Pending(new PendingClaim(Caller, "owner", begunWithProof), replaces: null);

        Assert.Equal(
            matches,
            new PendingClaim(Caller, "owner", needsProof).Matches(begun, null, Now)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Claim_OfAReplacement_NeedsNoProof(bool needsProof)
    {
        var active = new ActiveBinding
        {
            Authenticators =
            [
                new BoundAuthenticator
                {
                    Id = "binding-1",
                    Kind = AuthenticatorKind.Totp,
                    ProtectedSecret = [],
                    LastAcceptedStep = 1,
                    BoundAt = Now,
                },
            ],
        };
        var begun = Pending(new PendingClaim(Caller, "owner"), active.BindingId);

        Assert.True(new PendingClaim(Caller, "owner", needsProof).Matches(begun, active, Now));
    }

    private static PendingBinding Pending(PendingClaim claim, string? replaces) =>
        new()
        {
            BindingId = "binding-2",
            ProtectedSecret = [],
            ReplacesBindingId = replaces,
            CallerHash = claim.HashFor(replaces)!,
            OwnerMemberId = claim.OwnerMemberId,
            ExpiresAt = Now.AddMinutes(10),
        };
}
