using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Gate.Decision;

namespace ProfileTwoFactor.UnitTests.Gate;

/// <summary>Decisions share what they say alike, so none may change what another says.</summary>
public sealed class GateDecisionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly SharedLink Link = new()
    {
        ProfileId = "acme",
        Access = SharedLinkAccess.MembersOnly,
    };

    private static readonly TwoFactorAccount Account = new()
    {
        UserId = "mei",
        AccountName = "mei@example.com",
        SecurityStamp = "1",
    };

    [Fact]
    public void Decision_OfEachStatusAndMethod_SaysThatOne()
    {
        foreach (var status in Enum.GetValues<GateStatus>())
        {
            foreach (var method in Enum.GetValues<ProofMethod>())
            {
                var decision = new GateDecision(status, null) { Method = method };

                Assert.Equal((status, method), (decision.Status, decision.Method));
                Assert.Equal(ProofMethod.None, new GateDecision(status, null).Method);
            }
        }
    }

    [Fact]
    public void Decision_KeepsEverything_InWhateverOrderItIsSaid()
    {
        Assert.Equal(
            Said(
                new GateDecision(GateStatus.FreshVerificationRequired, null)
                {
                    Method = ProofMethod.Code,
                    EnforcedFrom = Noon,
                    MaxAgeSeconds = 300,
                    OwnerMessage = "Ask Olivia",
                    Link = Link,
                    Accounts = [Account],
                }
            ),
            Said(
                new GateDecision(GateStatus.FreshVerificationRequired, null)
                {
                    Accounts = [Account],
                    Link = Link,
                    OwnerMessage = "Ask Olivia",
                    MaxAgeSeconds = 300,
                    EnforcedFrom = Noon,
                    Method = ProofMethod.Code,
                }
            )
        );
    }

    [Fact]
    public void Decision_ThatSaysMore_LeavesTheOthersOfItsStatusAsTheyWere()
    {
        var all = new GateDecision(GateStatus.Verified, null)
        {
            Method = ProofMethod.Code,
            VerifiedAt = Noon,
            EnforcedFrom = Noon,
            MaxAgeSeconds = 300,
            OwnerMessage = "Ask Olivia",
            Link = Link,
            Accounts = [Account],
        };

        Assert.Equal(
            (GateStatus.Verified, ProofMethod.Code, Noon, 300, "Ask Olivia", Link, 1),
            Said(all)
        );
        Assert.Equal(
            (GateStatus.Verified, ProofMethod.Code, null, 0, null, null, 0),
            Said(new GateDecision(GateStatus.Verified, null) { Method = ProofMethod.Code })
        );
        Assert.Null(new GateDecision(GateStatus.Verified, null).VerifiedAt);
    }

    [Fact]
    public void Decision_AboutALinkOrAccounts_KeepsTheRest()
    {
        var decision = new GateDecision(GateStatus.Verified, null)
        {
            Profile = new()
            {
                Id = "acme",
                Name = "Acme Store",
                OwnerMemberId = "1",
                OwnerEmail = "olivia@example.com",
            },
            Member = new() { MemberId = "2", AccountName = "mark@example.com" },
            VerifiedAt = Noon,
            Method = ProofMethod.HardwareKey,
            EnforcedFrom = Noon,
            MaxAgeSeconds = 60,
            OwnerMessage = "Ask Olivia",
        };

        foreach (
            var other in new[]
            {
                decision.With(Link).With([Account]),
                decision.With([Account]).With(Link),
            }
        )
        {
            Assert.Equal(
                (GateStatus.Verified, ProofMethod.HardwareKey, Noon, 60, "Ask Olivia", Link, 1),
                Said(other)
            );
            Assert.Same(decision.Profile, other.Profile);
            Assert.Same(decision.Member, other.Member);
            Assert.Equal(Noon, other.VerifiedAt);
        }

        Assert.Null(decision.Link);
        Assert.Empty(decision.Accounts);
    }

    private static (GateStatus, ProofMethod, DateTimeOffset?, int, string?, SharedLink?, int) Said(
        GateDecision decision
    ) =>
        (
            decision.Status,
            decision.Method,
            decision.EnforcedFrom,
            decision.MaxAgeSeconds,
            decision.OwnerMessage,
            decision.Link,
            decision.Accounts.Count
        );
}
