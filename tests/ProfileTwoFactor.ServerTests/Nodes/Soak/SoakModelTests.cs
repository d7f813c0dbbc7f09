namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>A model that finds nothing would let every soak pass.</summary>
public sealed class SoakModelTests
{
    private readonly SoakModel _model = new(TimeSpan.FromSeconds(2));
    private readonly List<SoakEvent> _history = [];

    [Fact]
    public void Code_AcceptedTwice_IsCaughtWhereverItWas()
    {
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
            "let in",
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

    private void Caught(string text, params Action[] history)
    {
        Array.ForEach(history, add => add());
        Assert.Contains(text, Assert.Single(_model.Violations(_history)), StringComparison.Ordinal);
    }

    private void Explained(params Action[] history)
    {
        Array.ForEach(history, add => add());
        Assert.Empty(_model.Violations(_history));
    }

    /// <summary>Each takes a second.</summary>
    private void Add(
        SoakAct act,
        double at,
        string member = "mark",
        string browser = "phone",
        SoakOutcome outcome = SoakOutcome.Done,
        string? code = null
    ) =>
        _history.Add(
            new SoakEvent(
                act,
                member,
                browser,
                outcome,
                TimeSpan.FromSeconds(at),
                TimeSpan.FromSeconds(at + 1),
                code
            )
        );
}
