using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Races;

public sealed class OneCodeManyHandsTests
{
    /// <summary>More rounds than anyone waits for, when the long run is asked for.</summary>
    private static int Rounds => Tools.RunsLong ? 10_000 : 100;

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Of_64_submissions_of_one_code_one_succeeds(string store)
    {
        await using var bed = await RaceBed.StartAsync(store);
        var app = await bed.BindAsync();
        for (var round = 0; round < Rounds; round++)
        {
            bed.Clock.NextStep();
            var code = app.CurrentCode();

            var outcomes = await Crowd.RunAsync(
                64,
                _ => bed.Bindings.VerifyAsync(RaceBed.Key, code)
            );

            Assert.Equal(1, outcomes.Count(outcome => outcome.Status == CodeStatus.Accepted));
            Assert.Equal(63, outcomes.Count(outcome => outcome.Status == CodeStatus.Replayed));
        }
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Of_500_wrong_guesses_no_more_than_five_are_looked_at(string store)
    {
        await using var bed = await RaceBed.StartAsync(store);
        var app = await bed.BindAsync();
        var wrong = app.WrongCode();

        var outcomes = await Crowd.RunAsync(500, _ => bed.Bindings.VerifyAsync(RaceBed.Key, wrong));

        Assert.Equal(5, outcomes.Count(outcome => outcome.Status == CodeStatus.Wrong));
        Assert.Equal(495, outcomes.Count(outcome => outcome.Status == CodeStatus.LockedOut));
        Assert.Equal(5, (await bed.Bindings.FindAsync(RaceBed.Key))!.Failures);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("sqlite")]
    public async Task Of_64_submissions_of_one_backup_code_one_succeeds(string store)
    {
        await using var bed = await RaceBed.StartAsync(store);
        await bed.BindAsync();
        var codes = await IssueAsync(bed);

        var outcomes = await Crowd.RunAsync(
            64,
            _ => bed.Bindings.UseBackupCodeAsync(RaceBed.Key, codes[0])
        );

        Assert.Equal(1, outcomes.Count(outcome => outcome.Status == CodeStatus.Accepted));
        var record = await bed.Bindings.FindAsync(RaceBed.Key);
        Assert.Equal(9, record!.Active!.BackupCodes!.Hashes.Count);
    }

    [Fact]
    public async Task Old_and_new_backup_codes_are_never_both_valid()
    {
        await using var bed = await RaceBed.StartAsync("memory");
        await bed.BindAsync();
        for (var round = 0; round < 20; round++)
        {
            var old = await IssueAsync(bed);
            IReadOnlyList<string> fresh = [];

            var used = await Crowd.RunAsync(
                8,
                async i =>
                {
                    if (i == 0)
                    {
                        fresh = await IssueAsync(bed);
                        return CodeStatus.NotBound;
                    }

                    return (await bed.Bindings.UseBackupCodeAsync(RaceBed.Key, old[i])).Status;
                }
            );

            // Whatever was used was used before the new set; after it no old one is left.
            Assert.DoesNotContain(CodeStatus.Malformed, used);
            var record = await bed.Bindings.FindAsync(RaceBed.Key);
            Assert.Equal(10, record!.Active!.BackupCodes!.Hashes.Count);
            bed.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(
                CodeStatus.Wrong,
                (await bed.Bindings.UseBackupCodeAsync(RaceBed.Key, old[0])).Status
            );
            bed.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(
                CodeStatus.Accepted,
                (await bed.Bindings.UseBackupCodeAsync(RaceBed.Key, fresh[0])).Status
            );
        }
    }

    [Fact]
    public async Task Of_many_confirmations_of_one_pending_binding_one_succeeds()
    {
        await using var bed = await RaceBed.StartAsync("memory");
        var claim = new PendingClaim(new byte[32], "owner");
        var pending = await bed.Preparation.BeginAsync(RaceBed.Key, claim, PendingAim.First());
        var app = new FakeAuthenticator(Base32Text.Encode(pending!.Secret), bed.Clock);
        var code = app.CurrentCode();

        var outcomes = await Crowd.RunAsync(
            64,
            _ => bed.Bindings.ConfirmAsync(RaceBed.Key, claim, code)
        );

        Assert.Equal(1, outcomes.Count(outcome => outcome.Status == CodeStatus.Accepted));
        // A caller that read the record before the code was accepted, and judges the code afterwards, finds it used. Later callers find
        // nothing pending. Neither is counted as a guess.
        Assert.Equal(
            63,
            outcomes.Count(outcome => outcome.Status is CodeStatus.NoPending or CodeStatus.Replayed)
        );
        Assert.Equal(0, (await bed.Bindings.FindAsync(RaceBed.Key))!.Failures);
    }

    private static async Task<IReadOnlyList<string>> IssueAsync(RaceBed bed)
    {
        var active = (await bed.Bindings.FindAsync(RaceBed.Key))!.Active!;
        var codes = await bed.Bindings.IssueBackupCodesAsync(
            RaceBed.Key,
            new ProvenBinding(active, active.BindingId),
            new AllowedKinds(Totp: true, Passkey: true)
        );
        Assert.NotNull(codes);
        return codes.Codes;
    }
}
