using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>What is decided about a code, before anything is written.</summary>
public sealed class CodeRulesTests : IAsyncDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private static readonly byte[] Browser = [1];
    private static readonly SignInTicket SignIn = new("sign-in", BoundAt.AddDays(1));
    private readonly BindingEngine _engine = new(Secret);

    private DateTimeOffset Now => _engine.Clock.GetUtcNow();

    private long Step => TotpAlgorithm.StepAt(Now);

    private string Code => TotpAlgorithm.Compute(Secret, Step);

    private CodeRules Rules => _engine.Rules;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public void Verify_TheCodeOfEitherApp_SaysWhichAndUsesUpTheSignIn()
    {
        var record = Record(Unlike("b1"), App("b2")) with { Failures = 2, LockedUntil = Now };

        var (answer, commit) = Rules.Verify(record, Code, OnlyApps, Now, SignIn);

        Assert.Equal((CodeStatus.Accepted, 2), (answer.Status, answer.FailuresBefore));
        Assert.Equal("b2", answer.Proven.ProofId);
        Assert.Equal("b2", Assert.Single(answer.Matched!).Id);
        Assert.Equal((0, null), (commit!.Failures, commit.LockedUntil));
        Assert.True(SignIn.IsSpentIn(commit));
        var used = commit.Active!.Find("b2")!;
        Assert.Equal((Step, Now), (used.LastAcceptedStep, used.LastUsedAt));
        Assert.Null(commit.Active.Find("b1")!.LastUsedAt);
    }

    [Fact]
    public void Verify_WhereNothingCanBeAccepted_SaysWhyAndWritesNothing()
    {
        var record = Record(App("b1"));

        AssertRefused(CodeStatus.NotBound, Rules.Verify(null, Code, Both, Now));
        AssertRefused(
            CodeStatus.NotBound,
            Rules.Verify(record with { Active = null }, Code, Both, Now)
        );
        AssertRefused(CodeStatus.NotAllowed, Rules.Verify(record, Code, OnlyPasskeys, Now));
        AssertRefused(
            CodeStatus.SignInSpent,
            Rules.Verify(
                record with
                {
                    SpentSignIns = [new("sign-in", Now)],
                },
                Code,
                Both,
                Now,
                SignIn
            )
        );
        AssertRefused(CodeStatus.Malformed, Rules.Verify(record, "12345", Both, Now));
        AssertRefused(CodeStatus.Malformed, Rules.Verify(record, null, Both, Now));
        AssertRefused(
            CodeStatus.LockedOut,
            Rules.Verify(record with { LockedUntil = Now.AddSeconds(1) }, Code, Both, Now)
        );
    }

    [Fact]
    public void Verify_ACodeOfADisabledApp_IsWrong()
    {
        var (answer, commit) = Rules.Verify(
            Record(App("b1").Disabled(), Unlike("b2")),
            Code,
            Both,
            Now
        );

        Assert.Equal((CodeStatus.Wrong, 1), (answer.Status, answer.Failures));
        Assert.Equal(1, commit!.Failures);
    }

    /// <summary>Two apps that show the same digits, as it happens once in a million codes.</summary>
    [Theory]
    [InlineData(0, 0, CodeStatus.Replayed)]
    [InlineData(0, -1, CodeStatus.Replayed)]
    [InlineData(-1, 0, CodeStatus.Replayed)]
    [InlineData(1, 1, CodeStatus.Wrong)]
    [InlineData(1, -1, CodeStatus.Wrong)]
    [InlineData(-1, 1, CodeStatus.Wrong)]
    [InlineData(-1, -1, CodeStatus.Accepted)]
    public void Verify_ACodeOfTwoApps_IsAcceptedOnceForBoth(int first, int second, object expected)
    {
        var record = Record(
            App("b1") with
            {
                LastAcceptedStep = Step + first,
            },
            App("b2") with
            {
                LastAcceptedStep = Step + second,
            }
        );

        var (answer, commit) = Rules.Verify(record, Code, Both, Now);

        Assert.Equal(expected, answer.Status);
        if (expected is CodeStatus.Accepted)
        {
            Assert.Equal(2, answer.Matched!.Count);
            Assert.All(
                commit!.Active!.Authenticators,
                app => Assert.Equal(Step, app.LastAcceptedStep)
            );
        }
    }

    [Fact]
    public void UseBackupCode_TheRightOne_IsUsedUpWithTheSignIn()
    {
        var (codes, set) = BackupCodes.Create();
        var record = WithCodes(set) with { Failures = 3 };

        var (answer, commit) = Rules.UseBackupCode(record, codes[0], Both, Now, SignIn);

        Assert.Equal(
            (CodeStatus.Accepted, false, 3),
            (answer.Status, answer.Recovers, answer.FailuresBefore)
        );
        Assert.Equal("b1.backup-code", answer.Proven.ProofId);
        Assert.Equal((9, true), (answer.Proven.BackupCodesLeft, answer.Proven.IsBackupCode));
        Assert.Equal(9, commit!.Active!.BackupCodes!.Hashes.Count);
        Assert.Equal(0, commit.Failures);
        Assert.True(SignIn.IsSpentIn(commit));
    }

    [Fact]
    public void UseBackupCode_WhereOnlyPasskeysCount_Recovers()
    {
        var (codes, set) = BackupCodes.Create();

        var (answer, _) = Rules.UseBackupCode(WithCodes(set), codes[0], OnlyPasskeys, Now);

        Assert.True(answer.Recovers);
        Assert.Equal("b1.recovery", answer.Proven.ProofId);
    }

    [Fact]
    public void UseBackupCode_WhereNothingCanBeAccepted_SaysWhyAndWritesNothing()
    {
        var (codes, set) = BackupCodes.Create();
        var record = WithCodes(set);

        AssertRefused(CodeStatus.NotBound, Rules.UseBackupCode(null, codes[0], Both, Now));
        AssertRefused(
            CodeStatus.NotBound,
            Rules.UseBackupCode(record with { Active = null }, codes[0], Both, Now)
        );
        AssertRefused(
            CodeStatus.SignInSpent,
            Rules.UseBackupCode(
                record with
                {
                    SpentSignIns = [new("sign-in", Now)],
                },
                codes[0],
                Both,
                Now,
                SignIn
            )
        );
        AssertRefused(
            CodeStatus.LockedOut,
            Rules.UseBackupCode(
                record with
                {
                    LockedUntil = Now.AddSeconds(1),
                },
                codes[0],
                Both,
                Now
            )
        );
        AssertRefused(CodeStatus.Malformed, Rules.UseBackupCode(record, "x", Both, Now));
    }

    [Fact]
    public void UseBackupCode_AWrongOne_IsCounted_AlsoWhereThereAreNone()
    {
        var (codes, _) = BackupCodes.Create();
        var (_, set) = BackupCodes.Create();

        foreach (var record in new[] { WithCodes(set), Record(App("b1")) })
        {
            var (answer, commit) = Rules.UseBackupCode(record, codes[0], Both, Now);

            Assert.Equal((CodeStatus.Wrong, 1), (answer.Status, answer.Failures));
            Assert.Equal(1, commit!.Failures);
        }
    }

    [Fact]
    public async Task UseBackupCode_WhereTheAppForbidsRecovery_IsNotAllowed()
    {
        await using var strict = new BindingEngine(
            Secret,
            options => options.AllowBackupCodeRecovery = false
        );
        var (codes, set) = BackupCodes.Create();
        var record = WithCodes(set);

        AssertRefused(
            CodeStatus.NotAllowed,
            strict.Rules.UseBackupCode(record, codes[0], OnlyPasskeys, Now)
        );
        Assert.Equal(
            CodeStatus.Accepted,
            strict.Rules.UseBackupCode(record, codes[0], Both, Now).Answer.Status
        );
        Assert.False(strict.Rules.TakesBackupCode(record.Active, OnlyPasskeys));
        Assert.True(strict.Rules.TakesBackupCode(record.Active, Both));
        Assert.True(Rules.TakesBackupCode(record.Active, OnlyPasskeys));
    }

    [Fact]
    public void TakesBackupCode_OfAMemberWhoHasNoneLeft_IsFalse()
    {
        var (_, set) = BackupCodes.Create();

        Assert.False(Rules.TakesBackupCode(null, Both));
        Assert.False(Rules.TakesBackupCode(Active(App("b1")), Both));
        Assert.False(
            Rules.TakesBackupCode(
                Active(App("b1")) with
                {
                    BackupCodes = set with { Hashes = [] },
                },
                Both
            )
        );
    }

    [Fact]
    public void HasApp_OneThatIsNotDisabled()
    {
        Assert.True(CodeRules.HasApp(Active(Passkey("k1"), App("b1"))));
        Assert.False(CodeRules.HasApp(Active(Passkey("k1"), App("b1").Disabled())));
        Assert.False(CodeRules.HasApp(null));
    }

    [Fact]
    public void Confirm_AFirstApp_MakesItTheMembersOwn()
    {
        var record = new BindingRecord
        {
            Key = Key,
            Failures = 1,
            Pending = Pending(PendingAim.First("Work phone")),
        };

        var (answer, commit) = Rules.Confirm(record, Claim(), Code, Now);

        Assert.Equal(
            (CodeStatus.Accepted, false, false, null),
            (answer.Status, answer.Replaced, answer.Added, answer.Before)
        );
        var app = Assert.Single(commit!.Active!.Authenticators);
        Assert.Equal(
            ("pending", "Work phone", Step, Now),
            (app.Id, app.Name, app.LastAcceptedStep, app.BoundAt)
        );
        Assert.Null(commit.Pending);
        Assert.Equal(0, commit.Failures);
        Assert.True(commit.OnlyListedWindows);
    }

    [Fact]
    public void Confirm_AReplacement_TakesThePlaceAndBringsNoOldBackupCodes()
    {
        var (_, set) = BackupCodes.Create();
        var record = Record(Unlike("b1"), Unlike("b2")) with
        {
            Pending = Pending(PendingAim.Replacement(App("b2"))),
        };
        record = record with { Active = record.Active! with { BackupCodes = set } };

        var (answer, commit) = Rules.Confirm(record, Claim(), Code, Now);

        Assert.Equal((true, false), (answer.Replaced, answer.Added));
        Assert.Equal(record.Active, answer.Before);
        Assert.Equal(["b1", "pending"], commit!.Active!.Authenticators.Select(it => it.Id));
        Assert.Null(commit.Active.BackupCodes);
        Assert.False(commit.OnlyListedWindows);
    }

    [Fact]
    public void Confirm_AnAddition_KeepsTheOthersAndTheBackupCodes()
    {
        var (_, set) = BackupCodes.Create();
        var record = WithCodes(set) with { Pending = Pending(PendingAim.Addition("")) };

        var (answer, commit) = Rules.Confirm(record, Claim(), Code, Now);

        Assert.Equal((false, true), (answer.Replaced, answer.Added));
        Assert.Equal(["b1", "pending"], commit!.Active!.Authenticators.Select(it => it.Id));
        Assert.Equal(set, commit.Active.BackupCodes);
    }

    [Fact]
    public void Confirm_WhereNothingCanBeAccepted_SaysWhyAndWritesNothing()
    {
        var record = new BindingRecord { Key = Key, Pending = Pending(PendingAim.First()) };

        AssertRefused(CodeStatus.NoPending, Rules.Confirm(null, Claim(), Code, Now));
        AssertRefused(
            CodeStatus.NoPending,
            Rules.Confirm(record, Claim() with { CallerHash = [2] }, Code, Now)
        );
        AssertRefused(
            CodeStatus.NotAllowed,
            Rules.Confirm(record, Claim() with { RefusesCodes = true }, Code, Now)
        );
        AssertRefused(CodeStatus.Malformed, Rules.Confirm(record, Claim(), "x", Now));
        AssertRefused(
            CodeStatus.Full,
            Rules.Confirm(
                Record([.. Enumerable.Range(0, 5).Select(i => Unlike($"b{i}"))]) with
                {
                    Pending = Pending(PendingAim.Addition("")),
                },
                Claim(),
                Code,
                Now
            )
        );
    }

    [Fact]
    public void Confirm_AWrongCode_IsCountedAndKeepsWhatIsPending()
    {
        var record = new BindingRecord { Key = Key, Pending = Pending(PendingAim.First()) };

        var (answer, commit) = Rules.Confirm(record, Claim(), "000000", Now);

        Assert.Equal((CodeStatus.Wrong, 1), (answer.Status, answer.Failures));
        Assert.Equal(1, commit!.Failures);
        Assert.Equal(record.Pending, commit.Pending);
    }

    /// <summary>What takes force elsewhere: the code counts as used here, whatever happens next.</summary>
    [Fact]
    public void Accept_ACode_IsUsedUpInWhatIsPending()
    {
        var record = new BindingRecord { Key = Key, Pending = Pending(PendingAim.First()) };

        var (answer, commit) = Rules.Accept(record, Claim(), Code, Now);

        Assert.Equal(CodeStatus.Accepted, answer.Status);
        Assert.Null(commit!.Active);
        Assert.Equal(Step, commit.Pending!.LastAcceptedStep);
        AssertRefused(CodeStatus.Replayed, Rules.Accept(commit, Claim(), Code, Now));
    }

    [Fact]
    public void Outcome_ThatAcceptedNothing_ProvesNothing()
    {
        var failure = Assert.Throws<InvalidOperationException>(() =>
            new CodeOutcome(CodeStatus.Wrong).Proven
        );

        Assert.Equal("The outcome Wrong proves nothing.", failure.Message);
    }

    private static BindingRecord Record(params BoundAuthenticator[] items) =>
        new() { Key = Key, Active = Active(items) };

    private static void AssertRefused(CodeStatus expected, BindingStep<CodeOutcome> step)
    {
        Assert.Equal(expected, step.Answer.Status);
        Assert.Null(step.Commit);
    }

    private static PendingClaim Claim() => new(Browser, "olivia");

    private BoundAuthenticator App(string id) =>
        TestAuthenticators.App(id) with
        {
            ProtectedSecret = _engine.Protection.Protect(Key, Secret),
        };

    /// <summary>An app that shows other codes.</summary>
    private BoundAuthenticator Unlike(string id) =>
        TestAuthenticators.App(id) with
        {
            ProtectedSecret = _engine.Protection.Protect(Key, new byte[20]),
        };

    private BindingRecord WithCodes(BackupCodeSet set) =>
        new() { Key = Key, Active = Active(Unlike("b1")) with { BackupCodes = set } };

    private PendingBinding Pending(PendingAim aim) =>
        new()
        {
            BindingId = "pending",
            ProtectedSecret = _engine.Protection.Protect(Key, Secret),
            ReplacesBindingId = aim.Replaces,
            Adds = aim.Adds,
            Name = aim.Name,
            CallerHash = Browser,
            OwnerMemberId = "olivia",
            ExpiresAt = Now.AddMinutes(10),
        };
}
