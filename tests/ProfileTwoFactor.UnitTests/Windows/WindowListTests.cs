using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Windows;

public sealed class WindowListTests
{
    private static readonly DateTimeOffset Now = BoundAt.AddDays(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly PolicyRecord Policy = new()
    {
        Scope = Key.Scope,
        Enabled = true,
        Epoch = Key.Epoch,
        ChangedAt = BoundAt,
        ChangedBy = "olivia",
    };

    private static readonly WindowToken Listed = new(WindowCarrier.Cookie, "1.l.new");
    private static readonly WindowToken Unlisted = new(WindowCarrier.Cookie, "1.old");

    /// <summary>Stored in members' records, across releases. The expected values were computed with another program.</summary>
    [Fact]
    public void Names_StayWhatTheyAre()
    {
        Assert.Equal(
            "5ou5SI05DqhWY6Om8bK8lqArce6QX1rmeOSaOg_fNwo",
            WindowList.NameOf(new(WindowCarrier.Cookie, "1.l.new"))
        );
        Assert.Equal(
            "Y1EQ_fwPLS6YN3jayTr3OhIKG-Vg-NR9H8linQsKD4Q",
            WindowList.NameOf(new(WindowCarrier.Claim, "s1", "sid"))
        );
        Assert.Equal(
            "79zPmQ3t7_n_gOHqGBUMwRd-ddc1_OpPIOFRSFpmGXk",
            WindowList.NameOf(new(WindowCarrier.Member, "member"))
        );
        Assert.Equal("POZOFxEfLZa_lBDc1S767apldQlkXkMhpmcYkMC-LeM", WindowList.HashOfStamp("s1"));
        Assert.Null(WindowList.HashOfStamp(null));
    }

    [Fact]
    public void ProofOf_AListedWindow_IsThatOfItsAuthenticatorInItsGeneration()
    {
        var window = Window("w1", Listed) with { Place = "place" };

        Assert.Equal(("b1", "place"), ProofOf(Policy, Record(window), Both, Listed));
        Assert.Null(ProofOf(Policy with { WindowGeneration = "g2" }, Record(window), Both, Listed));
        Assert.Equal(
            ("b1", "place"),
            ProofOf(
                Policy with
                {
                    WindowGeneration = "g2",
                },
                Record(window with { NextGeneration = "g2" }),
                Both,
                Listed
            )
        );
        Assert.Null(ProofOf(Policy, Record(window with { Generation = "g1" }), Both, Listed));
        Assert.Null(ProofOf(Policy, Record(window), OnlyPasskeys, Listed));
        Assert.Null(ProofOf(Policy, Record(window with { BindingId = "gone" }), Both, Listed));
        Assert.Null(
            ProofOf(Policy, Record(window), Both with { CodesAfter = Now.UtcTicks + 1 }, Listed)
        );
        Assert.Equal(
            ("b1", "place"),
            ProofOf(Policy, Record(window), Both with { CodesAfter = Now.UtcTicks }, Listed)
        );
        Assert.Null(ProofOf(Policy, Record(window) with { Active = null }, Both, Listed));
    }

    [Fact]
    public void ProofOf_AWindowForRecovery_CountsOnlyWhereBackupCodesDoNot()
    {
        var record = Record(Window("w1", Listed) with { BindingId = "b1.recovery" });

        Assert.Equal(("b1.recovery", null), ProofOf(Policy, record, OnlyPasskeys, Listed));
        Assert.Null(ProofOf(Policy, record, Both, Listed));
    }

    [Fact]
    public void ProofOf_AWindowOfAnEarlierRelease_CountsUntilWindowsAreEnded()
    {
        var record = Record();

        Assert.Equal(("b1", null), ProofOf(Policy, record, Both, Unlisted));
        Assert.Null(ProofOf(Policy, record, Both, Listed));
        Assert.Null(ProofOf(Policy, record with { OnlyListedWindows = true }, Both, Unlisted));
        Assert.Null(ProofOf(Policy with { WindowGeneration = "g" }, record, Both, Unlisted));
        Assert.Null(ProofOf(Policy, record, OnlyPasskeys, Unlisted));
        Assert.Null(
            ProofOf(
                Policy,
                record,
                Both with
                {
                    CodesAfter = 1 + DateTimeOffset.UnixEpoch.UtcTicks,
                },
                Unlisted
            )
        );
        Assert.Equal(
            ("b1", null),
            ProofOf(
                Policy,
                record,
                Both with
                {
                    CodesAfter = DateTimeOffset.UnixEpoch.UtcTicks,
                },
                Unlisted
            )
        );
        Assert.Null(ProofOf(Policy, record with { Active = null }, Both, Unlisted));
    }

    [Fact]
    public void Shown_AreTheWindowsOfThisSessionThatCount()
    {
        var stamp = WindowList.HashOfStamp("s1");
        var window = Window("w1", Listed) with { SecurityStampHash = stamp };
        var record = Record(
            window,
            window with
            {
                Id = "part",
                BelongsTo = "w1",
            },
            window with
            {
                Id = "other stamp",
                SecurityStampHash = null,
            },
            window with
            {
                Id = "other proof",
                BindingId = "gone",
            },
            window with
            {
                Id = "other generation",
                Generation = "g1",
            },
            window with
            {
                Id = "ended",
                OpenedAt = Now - Tick,
            }
        );
        var kinds = Both with { CodesAfter = Now.UtcTicks };

        Assert.Equal(["w1"], WindowList.Shown(Policy, record, kinds, "s1").Select(it => it.Id));
        Assert.Equal(
            ["other stamp"],
            WindowList.Shown(Policy, record, kinds, null).Select(it => it.Id)
        );
        Assert.Empty(WindowList.Shown(Policy, record with { Active = null }, kinds, "s1"));
    }

    [Fact]
    public void With_AWindow_ListsItAndWhatBelongsToIt()
    {
        var opened = Opened(("p1", null), ("p2", "place")) with
        {
            SecurityStampHash = "stamp",
            Client = "Firefox",
            Generation = "g1",
        };

        var windows = WindowList.With(Record(), opened, Now).Windows;

        Assert.Equal(2, windows.Count);
        var (main, part) = (windows[0], windows[1]);
        Assert.Equal(
            ("p1", null, "b1", "stamp", Now, "Firefox", "g1", null),
            (
                main.Presented,
                main.Place,
                main.BindingId,
                main.SecurityStampHash,
                main.OpenedAt,
                main.Client,
                main.Generation,
                main.BelongsTo
            )
        );
        Assert.Equal(("p2", "place", main.Id), (part.Presented, part.Place, part.BelongsTo));
        Assert.NotEqual(main.Id, part.Id);
    }

    [Fact]
    public void With_WhatIsPresentedAgain_KeepsItsId()
    {
        var record = Record(Window("w1", Listed) with { Presented = "p1" });

        var window = Assert.Single(WindowList.With(record, Opened(("p1", null)), Now).Windows);

        Assert.Equal("w1", window.Id);
    }

    [Fact]
    public void With_AWindow_TakesOffWhatItReplacesAndWhatIsOver()
    {
        var old = Window("w1", Listed);
        var record = Record(
            old with
            {
                Id = "replaced",
                Presented = "r",
            },
            old with
            {
                Id = "part of it",
                Presented = "rp",
                BelongsTo = "replaced",
            },
            old with
            {
                Id = "other",
                Presented = "o",
            },
            old with
            {
                Id = "part of other",
                Presented = "op",
                BelongsTo = "other",
            },
            old with
            {
                Id = "of what is gone",
                Presented = "g",
                BindingId = "gone",
            },
            old with
            {
                Id = "over",
                Presented = "v",
                OpenedAt = Now - Kept,
            },
            old with
            {
                Id = "nearly over",
                Presented = "n",
                OpenedAt = Now - Kept + Tick,
            },
            old with
            {
                Id = "from ahead",
                Presented = "a",
                OpenedAt = Now + Kept,
            }
        );
        var opened = Opened(("p1", null)) with { Replaces = new HashSet<string> { "r" } };

        var windows = WindowList.With(record, opened, Now).Windows;

        Assert.Equal(
            ["nearly over", "part of other", "other", "from ahead"],
            windows.SkipLast(1).Select(it => it.Id)
        );
        Assert.Equal("p1", windows[^1].Presented);
    }

    [Fact]
    public void With_AFiftyFirstWindow_TakesOffTheOldest()
    {
        var record = Record([
            .. Enumerable
                .Range(0, 50)
                .Select(i =>
                    Window($"w{i}", Listed) with
                    {
                        Presented = $"p{i}",
                        OpenedAt = Now.AddMinutes(i - 60),
                    }
                ),
        ]);

        var one = WindowList.With(record, Opened(("new", null)), Now).Windows;
        var two = WindowList.With(record, Opened(("new", null), ("part", null)), Now).Windows;

        Assert.Equal((50, "w1", "w49"), (one.Count, one[0].Id, one[^2].Id));
        Assert.Equal((50, "w2", "w49"), (two.Count, two[0].Id, two[^3].Id));
    }

    [Fact]
    public void Without_AWindow_EndsWhatBelongsToIt()
    {
        var record = Record(
            Window("w1", Listed),
            Window("part", Listed) with
            {
                BelongsTo = "w1",
            },
            Window("other", Listed),
            Window("other part", Listed) with
            {
                BelongsTo = "other",
            }
        );

        var ending = WindowList.Without(record, it => it.Id == "w1", endsUnlisted: false);

        Assert.Equal(["w1", "part"], ending.Ended.Select(it => it.Id));
        Assert.Equal(["other", "other part"], ending.Commit!.Windows.Select(it => it.Id));
        Assert.False(ending.Commit.OnlyListedWindows);
    }

    [Fact]
    public void Without_AWindowAndItsPart_EndsEachOnce()
    {
        var record = Record(Window("w1", Listed), Window("part", Listed) with { BelongsTo = "w1" });

        var ending = WindowList.Without(record, _ => true, endsUnlisted: false);

        Assert.Equal(["w1", "part"], ending.Ended.Select(it => it.Id));
        Assert.Empty(ending.Commit!.Windows);
    }

    /// <summary>What hangs on a claim or on the member is presented again as it was.</summary>
    [Fact]
    public void Without_AWindowThatHangsOnNoCookie_EndsWhatIsUnlistedAsWell()
    {
        var record = Record(Window("w1", Listed) with { Place = "place" });

        Assert.True(
            WindowList.Without(record, _ => true, endsUnlisted: false).Commit!.OnlyListedWindows
        );
    }

    [Fact]
    public void Without_Nothing_ChangesNothing()
    {
        var record = Record(Window("w1", Listed));

        Assert.False(WindowList.Without(record, _ => false, endsUnlisted: false).Changes);
        Assert.False(
            WindowList
                .Without(record with { OnlyListedWindows = true }, _ => false, endsUnlisted: true)
                .Changes
        );
        var ending = WindowList.Without(record, _ => false, endsUnlisted: true);
        Assert.True(ending.Commit!.OnlyListedWindows);
        Assert.Equal(record.Windows, ending.Commit.Windows);
        Assert.Empty(ending.Ended);
        Assert.True(
            WindowList
                .Without(record with { OnlyListedWindows = true }, _ => true, endsUnlisted: false)
                .Commit!.OnlyListedWindows
        );
    }

    [Fact]
    public void CarriedOver_TheCallersWindows_CountInTheNextGeneration()
    {
        var record = Record(
            Window("mine", Listed) with
            {
                Presented = "p1",
            },
            Window("other", Listed) with
            {
                Presented = "p2",
            },
            Window("mine of before", Listed) with
            {
                Presented = "p3",
                Generation = "g0",
            }
        );

        var (answer, commit) = CarryOver(record, ["p1", "p3"], null, "g1");

        Assert.Equal("g1", answer);
        Assert.Equal(
            [("mine", null, "g1"), ("other", null, null), ("mine of before", "g0", null)],
            commit!.Windows.Select(it => (it.Id, it.Generation, it.NextGeneration))
        );
    }

    [Fact]
    public void CarriedOver_ASecondTimeAtOnce_TakesTheGenerationOfTheFirst()
    {
        var record = Record(
            Window("mine", Listed) with
            {
                Presented = "p1",
                NextGeneration = "g1",
            }
        );

        var (answer, commit) = CarryOver(record, ["p1"], null, "g2");

        Assert.Equal("g1", answer);
        Assert.Equal("g1", Assert.Single(commit!.Windows).NextGeneration);
        // Once that generation is the current one, the next change begins another.
        var (later, changed) = CarryOver(record, ["p1"], "g1", "g2");
        Assert.Equal("g2", later);
        Assert.Equal(
            ("g1", "g2"),
            (changed!.Windows[0].Generation, changed.Windows[0].NextGeneration)
        );
    }

    [Fact]
    public void CarriedOver_AWindowOfAnEarlierRelease_IsListed()
    {
        var unlisted = Window("old", Unlisted);

        var (_, commit) = CarryOver(Record(), [], null, "g1", unlisted);

        Assert.Equal(unlisted with { NextGeneration = "g1" }, Assert.Single(commit!.Windows));
        // Meanwhile ended by another browser.
        Assert.Empty(
            CarryOver(
                Record() with
                {
                    OnlyListedWindows = true,
                },
                [],
                null,
                "g1",
                unlisted
            ).Commit!.Windows
        );
        // Meanwhile listed by another call.
        Assert.Single(CarryOver(Record(unlisted), [], null, "g1", unlisted).Commit!.Windows);
    }

    private static BindingStep<string> CarryOver(
        BindingRecord record,
        string[] presented,
        string? current,
        string next,
        VerifiedWindow? unlisted = null
    ) =>
        WindowList.CarriedOver(
            record,
            new OwnWindows(presented.ToHashSet(), unlisted),
            current,
            next
        );

    private static (string Id, string? Place)? ProofOf(
        PolicyRecord policy,
        BindingRecord record,
        AllowedKinds kinds,
        WindowToken token
    )
    {
        var proof = WindowList.ProofOf(policy, record, kinds, token, place: null);
        Assert.Equal(
            proof,
            WindowList.ProofOf(policy, record, kinds, token, WindowPlace.OfCookie(token.Text!))
        );
        return proof;
    }

    private static BindingRecord Record(params VerifiedWindow[] windows) =>
        new()
        {
            Key = Key,
            Active = Active(App("b1")),
            Windows = windows,
        };

    private static VerifiedWindow Window(string id, WindowToken token) =>
        new()
        {
            Id = id,
            Presented = WindowList.NameOf(token),
            BindingId = "b1",
            OpenedAt = Now,
        };

    private static OpenedWindow Opened(params (string Presented, string? Place)[] places) =>
        new()
        {
            Places = places,
            Replaces = new HashSet<string>(),
            BindingId = "b1",
            Kept = Kept,
        };
}
