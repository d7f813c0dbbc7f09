using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Passkeys;

public sealed class SpentChallengeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void Spent_challenge_stays_spent_for_a_node_whose_clock_is_behind(
        int seconds,
        bool isKept
    )
    {
        var ticket = new SignInTicket("a", Start.AddMinutes(5));
        var record = Spend(new() { Key = Key }, ticket, Start);

        // A node whose clock is ahead uses up another one.
        var later = ticket.ExpiresAt.AddSeconds(seconds);
        record = Spend(record, new("b", later.AddMinutes(5)), later);

        Assert.Equal(isKept, ticket.IsSpentIn(record));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("old", false)]
    public void Proof_of_a_swap_is_none_for_a_first_binding(string? replaces, bool isProven)
    {
        var claim = new PendingClaim([1, 2, 3], "owner", NeedsProof: true);
        var record = new BindingRecord
        {
            Key = Key,
            Active = new ActiveBinding
            {
                Authenticators =
                [
                    new()
                    {
                        Id = "old",
                        Kind = AuthenticatorKind.Totp,
                        Name = "",
                        BoundAt = Start,
                        ProtectedSecret = [1],
                    },
                ],
            },
            Pending = new PendingBinding
            {
                BindingId = "new",
                ProtectedSecret = [1],
                ReplacesBindingId = replaces,
                Adds = replaces is null,
                CallerHash = claim.HashFor(replaces)!,
                OwnerMemberId = "owner",
                ExpiresAt = Start.AddMinutes(1),
            },
        };

        Assert.Equal(isProven, claim.IsProvenBy(record, Start));
    }

    private static BindingKey Key => new(TwoFactorScope.Profile("p", ""), "e", "m", "");

    private static BindingRecord Spend(
        BindingRecord record,
        SignInTicket ticket,
        DateTimeOffset now
    ) => record with { SpentSignIns = ticket.AddedTo(record, now, Skew) };
}
