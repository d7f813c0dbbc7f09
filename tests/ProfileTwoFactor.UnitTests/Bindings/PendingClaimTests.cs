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

    [Fact]
    public void Claim_OfAnotherCallerOrOwnerOrTooLate_MatchesNothing()
    {
        var claim = new PendingClaim(Caller, "owner");
        var begun = Pending(claim, replaces: null);

        Assert.True(claim.Matches(begun, null, Now));
        Assert.True(claim.Matches(begun, null, begun.ExpiresAt.AddTicks(-1)));
        Assert.False(claim.Matches(begun, null, begun.ExpiresAt));
        Assert.False(new PendingClaim([1], "owner").Matches(begun, null, Now));
        Assert.False(new PendingClaim(null, "owner").Matches(begun, null, Now));
        Assert.False(new PendingClaim(Caller, "Owner").Matches(begun, null, Now));
        Assert.False(
            claim.Matches(begun, TestAuthenticators.Active(TestAuthenticators.App("b1")), Now)
        );
    }

    [Theory]
    [InlineData(null, false, false, true)]
    [InlineData(null, false, true, false)]
    [InlineData(null, true, false, false)]
    [InlineData(null, true, true, true)]
    [InlineData("b1", false, true, true)]
    [InlineData("b1", true, true, false)]
    [InlineData("b1", false, false, false)]
    [InlineData("gone", false, true, false)]
    public void BuildsOn_WhatItWasBegunFor(string? replaces, bool adds, bool bound, bool expected)
    {
        var pending = Pending(new PendingClaim(Caller, "owner"), replaces) with { Adds = adds };
        var active = bound ? TestAuthenticators.Active(TestAuthenticators.App("b1")) : null;

        Assert.Equal(expected, PendingClaim.BuildsOn(pending, active));
    }

    [Fact]
    public void Proof_OfAFirstBinding_IsTheOneOfThisCaller()
    {
        var claim = new PendingClaim(Caller, "owner", NeedsProof: true);
        var record = new BindingRecord
        {
            Key = TestAuthenticators.Key,
            Pending = Pending(claim, replaces: null),
        };

        Assert.True(claim.IsProvenBy(record, Now));
        Assert.False((claim with { NeedsProof = false }).IsProvenBy(record, Now));
        Assert.False((claim with { CallerHash = [1] }).IsProvenBy(record, Now));
        Assert.False(claim.IsProvenBy(record, record.Pending.ExpiresAt));
        Assert.False(claim.IsProvenBy(record with { Pending = null }, Now));
        Assert.False(claim.IsProvenBy(null, Now));
    }

    /// <summary>Stored for as long as a binding is pending, across releases. The expected value was computed with another program.</summary>
    [Fact]
    public void Hash_OfAProvenBinding_StaysWhatItIs()
    {
        var proven = new PendingClaim(Caller, "owner", NeedsProof: true);

        Assert.Equal(
            "8D054506A9DD7856A97469600CED995A24BF8E7049CDD51522688FC77FA25435",
            Convert.ToHexString(proven.HashFor(null)!)
        );
        Assert.Equal(Caller, proven.HashFor("b1"));
        Assert.Equal(Caller, (proven with { NeedsProof = false }).HashFor(null));
        Assert.Null((proven with { CallerHash = null }).HashFor(null));
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
