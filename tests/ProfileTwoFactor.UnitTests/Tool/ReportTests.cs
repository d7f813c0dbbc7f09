using System.Text.Json;
using ProfileTwoFactor.Tool;
using ProfileTwoFactor.Tool.Changes;
using ProfileTwoFactor.Tool.Checks;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Output;
using ProfileTwoFactor.Tool.Reading;
using ProfileTwoFactor.Tool.Transfer;
using ProfileTwoFactor.UnitTests.Docs;

namespace ProfileTwoFactor.UnitTests.Tool;

/// <summary>Scripts read these properties. One that is renamed, or not on the page, fails here.</summary>
public sealed class ReportTests
{
    private static readonly DateTimeOffset Moment = DateTimeOffset.UnixEpoch;

    public static TheoryData<string> Names => [.. Reports().Select(report => report.Command)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Json_OfEachCommand_HasThePropertiesOfThePage(string command)
    {
        var page = Checkout.Read("docs/operators.md");
        var json = JsonElement.Parse(
            ToolJson.Write(Reports().Single(report => report.Command == command))
        );

        Assert.Equal(
            ["command", "ok", "exitCode"],
            json.EnumerateObject().Take(3).Select(property => property.Name)
        );
        Assert.All(
            NamesIn(json).Distinct(),
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Json_OfAnError_HasCodeMessageAndFix()
    {
        var report = new ErrorReport("reset", ExitCode.Refused, new("not-bound", "a", "b"));

        Assert.Equal(
            """{"command":"reset","ok":false,"exitCode":6,"error":{"code":"not-bound","message":"a","fix":"b"}}""",
            JsonElement
                .Parse(ToolJson.Write(report))
                .ToString()
                .ReplaceLineEndings("")
                .Replace(" ", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Text_OfEachCommand_IsWritten() =>
        Assert.All(
            Reports(),
            report =>
            {
                var text = new StringWriter();
                report.WriteText(text);
                Assert.NotEqual("", text.ToString());
            }
        );

    [Theory]
    [InlineData("reset", "mark")]
    [InlineData("disable-profile", null)]
    public void Text_OfAChangeAfterWhichRedisFailed_SaysWhenNotToRunItAgain(
        string command,
        string? memberId
    )
    {
        var text = new StringWriter();

        (
            Change(command, memberId) with
            {
                Left = 0,
                Failure = null,
                Nodes = NodeNotice.PublishFailed,
                NodesReached = null,
            }
        ).WriteText(text);

        Assert.Contains(
            "unless the person has bound an authenticator again, or the Owner has enabled",
            text.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("within-decision-lifetime", 0)]
    [InlineData("published", 0)]
    [InlineData("no-node-listens", 1)]
    [InlineData("publish-failed", 1)]
    public void Change_OfWhichNodesWereToldOrNot_SaysSoToScripts(string nodes, int exitCode)
    {
        var notice = Enum.GetValues<NodeNotice>()
            .Single(one => JsonSerializer.Serialize(one, ToolJson.Options) == $"\"{nodes}\"");
        var text = new StringWriter();
        var report = Change("reset", "mark") with { Left = 0, Failure = null, Nodes = notice };

        report.WriteText(text);

        Assert.Equal(exitCode, report.ExitCode);
        Assert.Contains("Nodes: ", text.ToString(), StringComparison.Ordinal);
        Assert.Contains($"`{nodes}`", Checkout.Read("docs/operators.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_WithControlCharacters_ShowsNone() =>
        Assert.Equal("a\uFFFD[31mb\uFFFDc\uFFFD", ToolConsole.Safe("a\u001b[31mb\u202Ec\n"));

    [Fact]
    public void ExitCodes_OnThePage_AreThoseOfTheTool()
    {
        var page = Checkout.Read("docs/operators.md");

        Assert.All(
            Enum.GetValues<ExitCode>(),
            code => Assert.Contains($"| {(int)code} |", page, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Doctor_WithAWarning_EndsWell() =>
        Assert.Equal(
            [ExitCode.Ok, ExitCode.Problems],
            new[] { Check.Warning("a", "b", "c"), Check.Error("a", "b", "c") }.Select(check =>
                new DoctorReport([check]).GetExit()
            )
        );

    private static IEnumerable<string> NamesIn(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject()
                .SelectMany(property => NamesIn(property.Value).Prepend(property.Name)),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(NamesIn),
            _ => [],
        };

    private static IEnumerable<Report> Reports() =>
        [
            new StatusReport
            {
                Profiles = new(1, 2, 3),
                Accounts = new(1, 0, 2),
                Bindings = BindingCounts.None,
                Queue = new(1, 1, Moment),
                HistoryEvents = null,
                EndedEpochs = 1,
                Unreadable = 1,
                Items =
                [
                    new ScopeStatus
                    {
                        Scope = TwoFactorScopeKind.Profile,
                        Id = "acme",
                        Stamp = "",
                        State = PolicyState.Scheduled,
                        Epoch = "epoch",
                        ChangedAt = Moment,
                        ChangedBy = "olivia",
                        EnforcedFrom = Moment,
                        Bindings = BindingCounts.None,
                        EndedEpochs = 0,
                    },
                ],
                More = true,
            },
            new MemberReport
            {
                Scope = TwoFactorScopeKind.Profile,
                ScopeId = "acme",
                ScopeStamp = "",
                MemberId = "mark",
                Policy = PolicyState.Enforced,
                EnforcedFrom = null,
                Memberships =
                [
                    new MembershipReport
                    {
                        MemberStamp = "stamp",
                        State = MemberState.NotBound,
                        Authenticators = [new("id", default, "name", Moment, null, null)],
                        BackupCodesLeft = 3,
                        Failures = 1,
                        LockedUntil = Moment,
                        Pending = new(Moment, Adds: true),
                        Windows = [new("id", Moment, null)],
                        OtherWindowsCount = false,
                    },
                ],
                History = [new(Moment, "kind", "actor", "name", null, null, null, "why")],
            },
            new DoctorReport([Check.Error("database", "wrong", "do")]),
            Change("reset", "mark"),
            Change("disable-profile", memberId: null),
            new RotationReport
            {
                CurrentKey = Guid.Empty,
                Bindings = 1,
                Rotated = 1,
                Current = 1,
                Unreadable = 1,
                UnreadableRows = 1,
                Foreign = 1,
                Busy = 1,
                UnusedKeys = [Guid.Empty],
            },
            Transfer("export"),
            Transfer("import"),
        ];

    private static ChangeReport Change(string command, string? memberId) =>
        new(command)
        {
            Scope = TwoFactorScopeKind.Profile,
            ScopeId = "acme",
            ScopeStamp = "",
            MemberId = memberId,
            OperatorId = "sam",
            Reason = "why",
            Removed = 1,
            Left = 1,
            Failure = new("code", "message", "fix"),
            HistoryWritten = true,
            Nodes = NodeNotice.Published,
            NodesReached = 2,
        };

    private static TransferReport Transfer(string command) =>
        new(command)
        {
            Rows = TransferTables.All.ToDictionary(table => table.Name, _ => 1L),
            Changed = true,
            Keys = [Guid.Empty],
        };
}
