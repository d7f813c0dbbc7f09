using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>What is decided about a proof whose signature is right.</summary>
public sealed class PasskeyRulesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = BoundAt.AddDays(1);
    private static readonly SignInTicket Challenge = new("challenge", Now.AddMinutes(5));
    private static readonly SignInTicket SignIn = new("sign-in", Now.AddMinutes(10));
    private readonly BindingEngine _engine = new([1, 2, 3]);

    private CodeRules Rules => _engine.Rules;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public void Verify_ARightProof_UsesUpChallengeAndSignInAndClearsTheFailures()
    {
        var record = Record(App("b1"), Counting("k1", 4)) with { Failures = 3, LockedUntil = Now };

        var (answer, commit) = Verify(record, ProofOf("k1", 5) with { SignIn = SignIn });

        Assert.Equal(CodeStatus.Accepted, answer.Status);
        Assert.Equal(3, answer.FailuresBefore);
        Assert.Equal("k1", answer.Authenticator!.Id);
        Assert.Equal("k1", answer.Proven.ProofId);
        Assert.Equal(["challenge", "sign-in"], commit!.SpentSignIns.Select(spent => spent.Id));
        Assert.Equal((0, null), (commit.Failures, commit.LockedUntil));
        var used = commit.Active!.Find("k1")!;
        Assert.Equal(Now, used.LastUsedAt);
        Assert.Equal(
            (5u, true, true),
            (used.Passkey!.SignCount, used.Passkey.IsUserVerified, used.Passkey.IsBackedUp)
        );
        Assert.Null(commit.Active.Find("b1")!.LastUsedAt);
    }

    [Fact]
    public void Verify_WhereNothingCanBeAccepted_SaysWhyAndWritesNothing()
    {
        var record = Record(Counting("k1", 4));
        var proof = ProofOf("k1", 5) with { SignIn = SignIn };

        AssertRefused(CodeStatus.NotBound, Verify(null, proof));
        AssertRefused(CodeStatus.NotBound, Verify(record with { Active = null }, proof));
        AssertRefused(CodeStatus.NotAllowed, Verify(record, proof with { Kinds = OnlyApps }));
        AssertRefused(CodeStatus.SignInSpent, Verify(Spent(record, SignIn), proof));
        AssertRefused(CodeStatus.Replayed, Verify(Spent(record, Challenge), proof));
        AssertRefused(
            CodeStatus.LockedOut,
            Verify(record with { Failures = 5, LockedUntil = Now.AddSeconds(30) }, proof)
        );
        AssertRefused(CodeStatus.Disabled, Verify(record with { Failures = 100 }, proof));
    }

    [Fact]
    public void Verify_AWrongProof_IsCountedAndUsesUpTheChallenge()
    {
        var record = Record(Counting("k1", 4), Passkey("k2").Disabled()) with { Failures = 4 };

        foreach (
            var proof in new[]
            {
                ProofOf("k1", 5) with
                {
                    Assertion = null,
                },
                ProofOf("gone", 5),
                ProofOf("k2", 5),
            }
        )
        {
            var (answer, commit) = Verify(record, proof);

            Assert.Equal((CodeStatus.Wrong, 5), (answer.Status, answer.Failures));
            Assert.Equal((5, Now.AddSeconds(30)), (commit!.Failures, commit.LockedUntil));
            Assert.True(Challenge.IsSpentIn(commit));
            Assert.Equal(record.Active, commit.Active);
        }
    }

    [Theory]
    [InlineData(0, 0, CodeStatus.Accepted)]
    [InlineData(0, 1, CodeStatus.Accepted)]
    [InlineData(4, 5, CodeStatus.Accepted)]
    [InlineData(4, 4, CodeStatus.CounterWentBack)]
    [InlineData(4, 3, CodeStatus.CounterWentBack)]
    [InlineData(4, 0, CodeStatus.CounterWentBack)]
    public void Verify_ACounterThatDoesNotGoUp_DisablesTheKey(
        uint last,
        uint current,
        object expected
    )
    {
        var (answer, commit) = Verify(
            Record(Counting("k1", last), App("b1")),
            ProofOf("k1", current)
        );

        Assert.Equal(expected, answer.Status);
        var disabled = expected is CodeStatus.CounterWentBack;
        Assert.Equal(disabled ? Now : null, commit!.Active!.Find("k1")!.DisabledAt);
        Assert.Null(commit.Active.Find("b1")!.DisabledAt);
        Assert.True(Challenge.IsSpentIn(commit));
    }

    [Theory]
    [InlineData(3, 4, CodeStatus.Replayed)]
    [InlineData(4, 4, CodeStatus.CounterWentBack)]
    [InlineData(null, 1, CodeStatus.Replayed)]
    public void Verify_AProofThatAnotherTabOvertook_DisablesNothing(
        int? whenAsked,
        uint current,
        object expected
    )
    {
        var counters = new Dictionary<string, uint>();
        if (whenAsked is { } then)
        {
            counters["k1"] = (uint)then;
        }

        var (answer, commit) = Verify(
            Record(Counting("k1", 5)),
            ProofOf("k1", current) with
            {
                Counters = counters,
            }
        );

        Assert.Equal(expected, answer.Status);
        Assert.Equal(
            expected is CodeStatus.Replayed,
            commit!.Active!.Find("k1")!.DisabledAt is null
        );
    }

    [Theory]
    [InlineData(199, true)]
    [InlineData(200, false)]
    public void Verify_WithTwoHundredUsedChallenges_AsksToWaitAMinute(int spent, bool accepted)
    {
        var record = Record(Counting("k1", 4)) with
        {
            Failures = 2,
            SpentSignIns =
            [
                new SpentSignIn("expired", Now),
                .. Enumerable
                    .Range(0, spent)
                    .Select(i => new SpentSignIn($"c{i}", Now.AddMinutes(1))),
            ],
        };

        var (answer, commit) = Verify(record, ProofOf("k1", 5));
        var (bound, _) = PasskeyRules.Accept(
            record with
            {
                Active = null,
            },
            Key,
            First(Passkey("k2")),
            Rules,
            Now
        );

        Assert.Equal(accepted, answer.Status == CodeStatus.Accepted);
        Assert.Equal(accepted, bound.Status == CodeStatus.Accepted);
        if (!accepted)
        {
            Assert.Equal(
                (CodeStatus.LockedOut, TimeSpan.FromMinutes(1), 2),
                (answer.Status, answer.RetryAfter, answer.Failures)
            );
            Assert.Equal(CodeStatus.LockedOut, bound.Status);
            Assert.Null(commit);
        }
    }

    [Fact]
    public void Refusal_OfALockedMemberWithManyUsedChallenges_IsTheLock()
    {
        var record = Record(Counting("k1", 4)) with
        {
            Failures = 5,
            LockedUntil = Now.AddSeconds(30),
            SpentSignIns =
            [
                .. Enumerable.Range(0, 200).Select(i => new SpentSignIn($"c{i}", Now.AddDays(1))),
            ],
        };

        Assert.Equal(TimeSpan.FromSeconds(30), Verify(record, ProofOf("k1", 5)).Answer.RetryAfter);
        Assert.Equal(
            TimeSpan.FromSeconds(30),
            Accept(record, Further(Passkey("k2"))).Answer.RetryAfter
        );
    }

    [Fact]
    public void Bind_TheFirst_EndsWhatWasPending()
    {
        var record = new BindingRecord
        {
            Key = Key,
            Failures = 2,
            Pending = Pending(),
        };

        var (answer, commit) = PasskeyRules.Bind(record, Key, First(Passkey("k1")), Rules, Now);

        Assert.Equal((CodeStatus.Accepted, false), (answer.Status, answer.Added));
        Assert.Equal("k1", Assert.Single(commit!.Active!.Authenticators).Id);
        Assert.Equal(commit.Active, answer.Binding);
        Assert.Null(commit.Pending);
        Assert.True(commit.OnlyListedWindows);
        Assert.Equal(0, commit.Failures);
        Assert.True(Challenge.IsSpentIn(commit));
    }

    [Fact]
    public void Bind_OneMore_KeepsTheOthersAndWhatIsPending()
    {
        var record = Record(App("b1")) with { Pending = Pending() };

        var (answer, commit) = PasskeyRules.Bind(record, Key, Further(Passkey("k1")), Rules, Now);

        Assert.Equal((CodeStatus.Accepted, true), (answer.Status, answer.Added));
        Assert.Equal(["b1", "k1"], commit!.Active!.Authenticators.Select(item => item.Id));
        Assert.NotNull(commit.Pending);
        Assert.False(commit.OnlyListedWindows);
    }

    [Fact]
    public void Bind_WithoutARecord_MakesOne()
    {
        var (answer, commit) = PasskeyRules.Bind(null, Key, First(Passkey("k1")), Rules, Now);

        Assert.Equal(CodeStatus.Accepted, answer.Status);
        Assert.Equal(Key, commit!.Key);
    }

    [Fact]
    public void Accept_WhatWasAskedForInOtherCircumstances_IsNotPending()
    {
        var bound = Record(App("b1"));
        var none = new BindingRecord { Key = Key };
        var first = First(Passkey("k1"));
        var further = Further(Passkey("k1"));

        AssertRefused(CodeStatus.NotAllowed, Accept(none, first with { Kinds = OnlyApps }));
        AssertRefused(CodeStatus.NoPending, Accept(bound, first));
        AssertRefused(CodeStatus.NoPending, Accept(none, further));
        AssertRefused(CodeStatus.NoPending, Accept(ResetMark.PutOn(none, Now), first));
        AssertRefused(CodeStatus.NoPending, Accept(Spent(none, Challenge), first));
        AssertRefused(CodeStatus.NoPending, Accept(Record(Passkey("k1")), further));
        AssertRefused(
            CodeStatus.LockedOut,
            Accept(none with { Failures = 5, LockedUntil = Now.AddSeconds(30) }, first)
        );
        AssertRefused(
            CodeStatus.Full,
            Accept(Record([.. Enumerable.Range(0, 10).Select(i => Passkey($"p{i}"))]), further)
        );
        Assert.Equal(CodeStatus.Accepted, Accept(none, first).Answer.Status);
        Assert.Equal(CodeStatus.Accepted, Accept(bound, further).Answer.Status);
    }

    /// <summary>An app that doesn't count is no reason to let in a passkey without a proof.</summary>
    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, false)]
    public void Accept_WithoutTheProofThatIsNeeded_IsNotPending(
        bool needsProof,
        bool hasApp,
        bool accepted
    )
    {
        var record = hasApp ? Record(App("b1")) : new BindingRecord { Key = Key };
        var claim = First(Passkey("k1")) with
        {
            Kinds = OnlyPasskeys,
            Proof = new PendingClaim([1], "owner", needsProof),
        };

        Assert.Equal(
            accepted ? CodeStatus.Accepted : CodeStatus.NoPending,
            Accept(record, claim).Answer.Status
        );
        // A window of this browser is one.
        Assert.Equal(
            CodeStatus.Accepted,
            Accept(record, claim with { Proof = null }).Answer.Status
        );
    }

    [Theory]
    [InlineData("b1", true, true)]
    [InlineData("b1.backup-code", true, true)]
    [InlineData("b1.recovery", false, true)]
    [InlineData("b2", true, false)]
    [InlineData("b2.backup-code", true, false)]
    [InlineData("b1.recovery", true, false)]
    [InlineData("b1", false, false)]
    public void Accept_AFurtherOne_NeedsThatItsProofIsStillThere(
        string proofId,
        bool codes,
        bool accepted
    )
    {
        var claim = Further(Passkey("k2")) with
        {
            ProofId = proofId,
            Kinds = codes ? Both : OnlyPasskeys,
        };

        Assert.Equal(
            accepted ? CodeStatus.Accepted : CodeStatus.NoPending,
            Accept(Record(App("b1"), Passkey("k1")), claim).Answer.Status
        );
    }

    private static BindingRecord Record(params BoundAuthenticator[] items) =>
        new() { Key = Key, Active = Active(items) };

    private static BindingRecord Spent(BindingRecord record, SignInTicket ticket) =>
        record with
        {
            SpentSignIns = [new(ticket.Id, ticket.ExpiresAt)],
        };

    private static BoundAuthenticator Counting(string id, uint count)
    {
        var passkey = Passkey(id);
        return passkey with { Passkey = passkey.Passkey! with { SignCount = count } };
    }

    private static PasskeyProof ProofOf(string id, uint count) =>
        new(
            new PasskeyAssertion(
                Passkey(id).Passkey!.CredentialId,
                count,
                IsUserVerified: true,
                IsBackedUp: true
            ),
            Challenge,
            Counters: null,
            SignIn: null,
            Both
        );

    private static PasskeyClaim First(BoundAuthenticator item) =>
        new(item, Challenge, Adds: false, Proof: null, ProofId: null, Reset: null, Both);

    private static PasskeyClaim Further(BoundAuthenticator item) =>
        First(item) with
        {
            Adds = true,
        };

    private static PendingBinding Pending() =>
        new()
        {
            BindingId = "b9",
            ProtectedSecret = [1],
            CallerHash = [1],
            OwnerMemberId = "owner",
            ExpiresAt = Now.AddMinutes(10),
        };

    private static void AssertRefused(CodeStatus expected, BindingStep<CodeOutcome> step)
    {
        Assert.Equal(expected, step.Answer.Status);
        Assert.Null(step.Commit);
    }

    private BindingStep<CodeOutcome> Verify(BindingRecord? record, PasskeyProof proof) =>
        PasskeyRules.Verify(record, proof, Rules, Now);

    private BindingStep<CodeOutcome> Accept(BindingRecord record, PasskeyClaim claim) =>
        PasskeyRules.Accept(record, Key, claim, Rules, Now);
}
