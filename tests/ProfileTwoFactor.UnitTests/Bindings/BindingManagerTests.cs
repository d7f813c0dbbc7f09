using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>What each verb writes into a member's record.</summary>
public sealed class BindingManagerTests : IAsyncLifetime
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private static readonly BindingKey Nobody = Key with { MemberId = "mei" };
    private readonly BindingEngine _engine = new(Secret);

    private DateTimeOffset Now => _engine.Clock.GetUtcNow();

    private BindingManager Bindings => _engine.Bindings;

    private string Code => TotpAlgorithm.Compute(Secret, TotpAlgorithm.StepAt(Now));

    public async Task InitializeAsync() => await _engine.BindAsync();

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Find_WithWhatTheCallHasRead_AsksNoStore()
    {
        var read = new BindingRecord { Key = Key, Failures = 7 };

        Assert.Same(read, await Bindings.FindAsync(Key, new ReadBinding(Key, read)));
        Assert.Null(await Bindings.FindAsync(Key, new ReadBinding(Key, null)));
        Assert.Equal("b1", (await Bindings.FindAsync(Key, null))!.Active!.BindingId);
        Assert.Equal(
            "b1",
            (await Bindings.FindAsync(Key, new ReadBinding(Nobody, read)))!.Active!.BindingId
        );
    }

    [Fact]
    public async Task Verify_WritesWhatGoesAlongside_OnlyWithAnAcceptedCode()
    {
        var details = new AttemptDetails
        {
            Alongside = (record, outcome) =>
                record with
                {
                    WindowGeneration = outcome.Status.ToString(),
                },
        };

        Assert.Equal(
            CodeStatus.Wrong,
            (await Bindings.VerifyAsync(Key, "000000", Both, details)).Status
        );
        Assert.Equal(
            CodeStatus.Malformed,
            (await Bindings.VerifyAsync(Key, "0", Both, details)).Status
        );
        Assert.Null((await RecordAsync()).WindowGeneration);

        Assert.Equal(
            CodeStatus.Accepted,
            (await Bindings.VerifyAsync(Key, Code, Both, details)).Status
        );
        Assert.Equal("Accepted", (await RecordAsync()).WindowGeneration);
    }

    [Fact]
    public async Task ConfirmAddition_OfWhatIsNoAddition_IsNotPending()
    {
        var claim = new PendingClaim([1], "olivia");
        await _engine.Preparation.BeginAsync(
            Key,
            claim,
            PendingAim.Replacement((await RecordAsync()).Active!.Primary)
        );

        Assert.Equal(
            CodeStatus.NoPending,
            (await Bindings.ConfirmAdditionAsync(Key, claim, "000000")).Status
        );

        await _engine.Preparation.BeginAsync(Key, claim, PendingAim.Addition(""));
        Assert.Equal(
            CodeStatus.Wrong,
            (await Bindings.ConfirmAdditionAsync(Key, claim, "000000")).Status
        );
        Assert.Equal(
            CodeStatus.NoPending,
            (await Bindings.ConfirmAdditionAsync(Nobody, claim, "000000")).Status
        );
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public async Task SpendSignIn_OfAPersonWhoGivesUpAgainAndAgain_EndsAtSixtyFour(
        int spent,
        bool written
    )
    {
        await ChangeAsync(record =>
            record with
            {
                SpentSignIns =
                [
                    new SpentSignIn("expired", Now),
                    .. Enumerable
                        .Range(0, spent)
                        .Select(i => new SpentSignIn($"s{i}", Now.AddTicks(1))),
                ],
            }
        );
        var ticket = new SignInTicket("mine", Now.AddMinutes(10));

        await Bindings.SpendSignInAsync(Key, ticket);

        Assert.Equal(written, ticket.IsSpentIn(await RecordAsync()));
    }

    [Fact]
    public async Task SpendSignIn_OfOneThatIsSpentOrOfNobody_WritesNothing()
    {
        var ticket = new SignInTicket("mine", Now.AddMinutes(10));
        await Bindings.SpendSignInAsync(Key, ticket);
        var version = (await RecordAsync()).Version;

        await Bindings.SpendSignInAsync(Key, ticket);
        await Bindings.SpendSignInAsync(Nobody, ticket);

        Assert.Equal(version, (await RecordAsync()).Version);
        Assert.Null(await Bindings.FindAsync(Nobody));
    }

    [Fact]
    public async Task IssueBackupCodes_ForWhatIsProven_ReplacesThem()
    {
        var active = (await RecordAsync()).Active!;

        Assert.Equal(
            10,
            (await Bindings.IssueBackupCodesAsync(Key, new ProvenBinding(active, "b1"), Both))!
                .Codes
                .Count
        );
        foreach (
            var proven in new[]
            {
                new ProvenBinding(active, "gone"),
                new ProvenBinding(Active(App("b9"), App("b1")), "b1"),
            }
        )
        {
            Assert.Null(await Bindings.IssueBackupCodesAsync(Key, proven, Both));
        }

        Assert.Null(
            await Bindings.IssueBackupCodesAsync(Key, new ProvenBinding(active, "b1"), OnlyPasskeys)
        );
        Assert.Null(
            await Bindings.IssueBackupCodesAsync(Nobody, new ProvenBinding(active, "b1"), Both)
        );
    }

    [Fact]
    public async Task Remove_WithAProofThatIsGone_IsRefused()
    {
        await ChangeAsync(record =>
            record with
            {
                Active = record.Active! with
                {
                    Authenticators = [record.Active.Primary, Passkey("k1")],
                },
                Pending = Pending(),
            }
        );

        Assert.Equal(
            AuthenticatorRemoval.ProofGone,
            await Bindings.RemoveAsync(Key, "k1", "gone", Both)
        );
        Assert.Equal(
            AuthenticatorRemoval.Unknown,
            await Bindings.RemoveAsync(Key, "k2", "b1", Both)
        );
        Assert.Equal(
            AuthenticatorRemoval.Removed,
            await Bindings.RemoveAsync(Key, "k1", "b1", Both)
        );
        Assert.Equal(AuthenticatorRemoval.Last, await Bindings.RemoveAsync(Key, "b1", "b1", Both));
        Assert.Equal(
            AuthenticatorRemoval.Unknown,
            await Bindings.RemoveAsync(Nobody, "b1", "b1", Both)
        );
        var record = await RecordAsync();
        Assert.Equal("b1", Assert.Single(record.Active!.Authenticators).Id);
        Assert.Null(record.Pending);
    }

    [Fact]
    public async Task Rename_OfAnUnknownOne_IsFalse()
    {
        Assert.True(await Bindings.RenameAsync(Key, "b1", "Work phone"));
        Assert.False(await Bindings.RenameAsync(Key, "b2", "Work phone"));
        Assert.Equal("Work phone", (await RecordAsync()).Active!.Primary.Name);
    }

    [Fact]
    public async Task Reset_VoidsAllThatTheMemberHas()
    {
        await ChangeAsync(record =>
            record with
            {
                Failures = 7,
                LockedUntil = Now.AddMinutes(1),
                Enrollment = [1],
                Pending = Pending(),
                Windows =
                [
                    new VerifiedWindow
                    {
                        Id = "w1",
                        Presented = "p1",
                        BindingId = "b1",
                        OpenedAt = Now,
                    },
                ],
            }
        );

        Assert.True(await Bindings.ResetAsync(Key));

        var record = await RecordAsync();
        Assert.Null(record.Active);
        Assert.Null(record.Pending);
        Assert.Null(record.Enrollment);
        Assert.Empty(record.Windows);
        Assert.Equal((0, null), (record.Failures, record.LockedUntil));
        Assert.NotNull(ResetMark.Of(record));
    }

    [Fact]
    public async Task Reset_WhereThereWasNothing_IsFalseAndMarksTheRecordAllTheSame()
    {
        Assert.True(await Bindings.ResetAsync(Key));
        var first = ResetMark.Of(await RecordAsync());

        Assert.False(await Bindings.ResetAsync(Key));
        Assert.False(await Bindings.ResetAsync(Nobody));

        Assert.NotEqual(first, ResetMark.Of(await RecordAsync()));
        Assert.NotNull(ResetMark.Of(await Bindings.FindAsync(Nobody)));
    }

    [Theory]
    [InlineData("Active")]
    [InlineData("Pending")]
    [InlineData("Enrollment")]
    [InlineData("Failures")]
    public async Task Reset_OfAnyPartOfIt_IsTrue(string part)
    {
        await ChangeAsync(record => new BindingRecord
        {
            Key = Key,
            Version = record.Version,
            Active = part == "Active" ? record.Active : null,
            Pending = part == "Pending" ? Pending() : null,
            Enrollment = part == "Enrollment" ? [1] : null,
            Failures = part == "Failures" ? 1 : 0,
        });

        Assert.True(await Bindings.ResetAsync(Key));
    }

    private Task<BindingRecord> RecordAsync() => _engine.RecordAsync();

    private PendingBinding Pending() =>
        new()
        {
            BindingId = "b9",
            ProtectedSecret = [1],
            CallerHash = [1],
            OwnerMemberId = "owner",
            ExpiresAt = Now.AddMinutes(10),
        };

    private async Task ChangeAsync(Func<BindingRecord, BindingRecord> change) =>
        Assert.Equal(
            StoreWriteStatus.Written,
            await _engine.Store.WriteAsync(change(await RecordAsync()), CancellationToken.None)
        );
}
