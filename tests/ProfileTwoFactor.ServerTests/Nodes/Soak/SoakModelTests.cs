namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>A model that finds nothing would let every soak pass.</summary>
public sealed class SoakModelTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private static readonly DateTimeOffset Midnight = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    private readonly SoakModel _model = new(TimeSpan.FromSeconds(2), Lifetime);
    private readonly List<SoakEvent> _history = [];
    private TimeSpan _settled = TimeSpan.MaxValue;

    [Fact]
    public void Code_AcceptedTwice_IsCaughtWhereverItWas()
    {
        Add(SoakAct.Bind, 0, code: "mark/6");
        Add(SoakAct.Verify, 1, browser: "phone", code: "mark/7");
        Add(SoakAct.Verify, 1, browser: "laptop", code: "mark/7");

        Caught("mark/7 was accepted 2 times");
    }

    [Fact]
    public void Code_ThatBoundAndThenVerified_IsCaught() =>
        Caught(
            "was accepted 2 times",
            () => Add(SoakAct.Bind, 1, code: "mark/7"),
            () => Add(SoakAct.Verify, 5, code: "mark/7")
        );

    [Fact]
    public void WrongCode_ThatIsAccepted_IsCaught() =>
        Caught("wrong code", () => Add(SoakAct.Verify, 1, isWrong: true));

    [Theory]
    [InlineData(SoakAct.Reset)]
    [InlineData(SoakAct.Remove)]
    [InlineData(SoakAct.Disable)]
    public void Code_OfABindingThatWasEnded_IsCaught(SoakAct end) =>
        Caught(
            "ended binding",
            () => Add(SoakAct.Bind, 1, code: "mark/1"),
            () => Add(end, 3),
            () => Add(SoakAct.Verify, 5, code: "mark/2")
        );

    [Theory]
    [InlineData(SoakOutcome.Refused)]
    [InlineData(SoakOutcome.Unknown)]
    public void Code_OfABindingThatMayNotHaveBeenEnded_IsExplained(SoakOutcome end) =>
        Explained(
            () => Add(SoakAct.Bind, 1, code: "mark/1"),
            () => Add(SoakAct.Reset, 3, outcome: end),
            () => Add(SoakAct.Verify, 5, code: "mark/2")
        );

    [Fact]
    public void Access_InAnotherProfile_IsCaught() =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Access, 2, profile: "beta")
        );

    [Fact]
    public void Access_LongAfterTheLifetimeOfItsWindow_IsCaught() =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Access, Lifetime.TotalSeconds + 5)
        );

    [Fact]
    public void Access_AtTheEndOfTheLifetimeOfItsWindow_IsExplained() =>
        Explained(
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Access, Lifetime.TotalSeconds + 3)
        );

    [Fact]
    public void Access_LongAfterEveryoneWasToBeAskedAgain_IsCaught() =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.AskAgain, 3, browser: "owner"),
            () => Add(SoakAct.Access, 7)
        );

    [Fact]
    public void Access_InTheBrowserThatHadEveryoneAskedAgain_IsExplained() =>
        Explained(
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.AskAgain, 3),
            () => Add(SoakAct.Access, 7)
        );

    [Fact]
    public void Access_RightAfterTheMemberWasRemoved_IsCaught() =>
        Caught(
            "removed",
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Remove, 2),
            () => Add(SoakAct.Access, 3.1)
        );

    [Fact]
    public void Access_WithoutAnyWindow_IsCaught() =>
        Caught("let in", () => Add(SoakAct.Access, 1));

    [Fact]
    public void Access_ByTheWindowOfAnotherBrowser_IsCaught() =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1, browser: "phone"),
            () => Add(SoakAct.Access, 2, browser: "laptop")
        );

    [Theory]
    [InlineData(SoakOutcome.Refused)]
    [InlineData(SoakOutcome.Unknown)]
    public void Access_AfterACodeThatWasNotTaken_IsCaught(SoakOutcome outcome) =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1, outcome: outcome),
            () => Add(SoakAct.Access, 2)
        );

    [Theory]
    [InlineData(SoakAct.Reset)]
    [InlineData(SoakAct.Remove)]
    public void Access_LongAfterAWindowWasEnded_IsCaught(SoakAct act) =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1),
            () => Add(act, 2),
            () => Add(SoakAct.Access, 6)
        );

    [Fact]
    public void Access_ByAWindowOfAnEpochBefore_IsCaught() =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Disable, 2),
            () => Add(SoakAct.Enable, 5, browser: "owner"),
            () => Add(SoakAct.Access, 9)
        );

    [Fact]
    public void Access_ByAWindowOfAnEpochWhoseEndIsUnknown_IsCaught() =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Disable, 2, outcome: SoakOutcome.Unknown),
            () => Add(SoakAct.Enable, 5, browser: "owner"),
            () => Add(SoakAct.Access, 9)
        );

    [Fact]
    public void Access_OfARemovedMember_IsCaughtAlsoWhileTheProfileIsOff() =>
        Caught(
            "let in after the member was removed",
            () => Add(SoakAct.Disable, 1),
            () => Add(SoakAct.Remove, 2),
            () => Add(SoakAct.Access, 6)
        );

    [Fact]
    public void Access_OfAMemberInvitedAgain_ByAWindowOfBefore_IsCaught() =>
        Caught(
            "let in",
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Remove, 2),
            () => Add(SoakAct.Join, 4),
            () => Add(SoakAct.Access, 8)
        );

    [Fact]
    public void Access_ByAnOpenWindow_IsExplained() =>
        Explained(() => Add(SoakAct.Verify, 1), () => Add(SoakAct.Access, 60));

    [Fact]
    public void Access_WhileTheWindowIsBeingOpened_IsExplained() =>
        Explained(() => Add(SoakAct.Verify, 1.5), () => Add(SoakAct.Access, 1));

    [Theory]
    [InlineData(SoakAct.Reset, 2.5)]
    [InlineData(SoakAct.Reset, 4.5)]
    [InlineData(SoakAct.Disable, 60)]
    public void Access_WithinTheLifetimeOfADecisionOrWithoutTheGate_IsExplained(
        SoakAct act,
        double at
    ) => Explained(() => Add(SoakAct.Verify, 1), () => Add(act, 2), () => Add(SoakAct.Access, at));

    [Theory]
    [InlineData(SoakOutcome.Refused)]
    [InlineData(SoakOutcome.Unknown)]
    public void Access_AfterAResetThatMayNotHaveHappened_IsExplained(SoakOutcome outcome) =>
        Explained(
            () => Add(SoakAct.Verify, 1),
            () => Add(SoakAct.Reset, 2, outcome: outcome),
            () => Add(SoakAct.Access, 9)
        );

    [Fact]
    public void Access_AfterAnEndThatOverlappedTheCode_IsExplained() =>
        Explained(
            () => Add(SoakAct.Reset, 1),
            () => Add(SoakAct.Verify, 1.5),
            () => Add(SoakAct.Access, 9)
        );

    [Fact]
    public void Access_OfAnotherMembersResetOrByTheOwnersOwnEnabling_IsExplained() =>
        Explained(
            () => Add(SoakAct.Disable, 1),
            () => Add(SoakAct.Enable, 5),
            () => Add(SoakAct.Reset, 7, member: "mei"),
            () => Add(SoakAct.Access, 12)
        );

    [Fact]
    public void Access_AfterADisablingThatMayHaveHappened_IsExplained() =>
        Explained(
            () => Add(SoakAct.Disable, 1, outcome: SoakOutcome.Unknown),
            () => Add(SoakAct.Access, 9)
        );

    [Theory]
    [InlineData(9.9, false)]
    [InlineData(10.1, true)]
    public void Access_ThatACallUnderWayMayExplain_IsNotJudgedYet(double settled, bool judged)
    {
        _settled = TimeSpan.FromSeconds(settled);
        Add(SoakAct.Verify, 1);
        Add(SoakAct.Reset, 2);
        Add(SoakAct.Access, 9);

        Assert.Equal(judged ? 1 : 0, _model.Violations(_history, _settled).Count);
    }

    [Theory]
    [InlineData(5.9, false)]
    [InlineData(6.1, true)]
    public void Code_ThatABindingUnderWayMayExplain_IsNotJudgedYet(double settled, bool judged)
    {
        _settled = TimeSpan.FromSeconds(settled);
        Add(SoakAct.Bind, 1, code: "mark/1");
        Add(SoakAct.Reset, 3);
        Add(SoakAct.Verify, 5, code: "mark/2");

        Assert.Equal(judged ? 1 : 0, _model.Violations(_history, _settled).Count);
    }

    private void Caught(string text, params Action[] history)
    {
        Array.ForEach(history, add => add());
        Assert.Contains(
            text,
            Assert.Single(_model.Violations(_history, _settled)),
            StringComparison.Ordinal
        );
    }

    private void Explained(params Action[] history)
    {
        Array.ForEach(history, add => add());
        Assert.Empty(_model.Violations(_history, _settled));
    }

    /// <summary>Each takes a second.</summary>
    private void Add(
        SoakAct act,
        double at,
        string member = "mark",
        string browser = "phone",
        SoakOutcome outcome = SoakOutcome.Done,
        string? code = null,
        string profile = SoakSite.Profile,
        bool isWrong = false
    ) =>
        _history.Add(
            new SoakEvent(
                act,
                member,
                browser,
                outcome,
                TimeSpan.FromSeconds(at),
                TimeSpan.FromSeconds(at + 1),
                code is null && !isWrong
                    ? null
                    : new SoakCode("123456", code, code?[..code.IndexOf('/')], IsWrong: isWrong)
            )
            {
                Profile = profile,
                Earliest = Midnight.AddSeconds(at),
                Latest = Midnight.AddSeconds(at + 1),
            }
        );
}
