using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class EpochCatchUpTests
{
    private static readonly DateTimeOffset Later = BoundAt.AddMinutes(1);

    [Fact]
    public void Of_ACodeThatWasUsedMeanwhile_KeepsItUsed()
    {
        var copy = Active(App("b1") with { LastAcceptedStep = 5, LastUsedAt = BoundAt });
        var original = Active(
            App("b1") with
            {
                LastAcceptedStep = 6,
                LastUsedAt = Later,
                Name = "Work phone",
            }
        );

        var item = Assert.Single(EpochCatchUp.Of(copy, original, original).Authenticators);

        Assert.Equal((6, Later, "Work phone"), (item.LastAcceptedStep, item.LastUsedAt, item.Name));
    }

    [Fact]
    public void Of_ACodeThatTheCopyUsed_KeepsItUsed()
    {
        var copy = Active(App("b1") with { LastAcceptedStep = 6, LastUsedAt = Later });
        var original = Active(App("b1") with { LastAcceptedStep = 5, LastUsedAt = BoundAt });

        var item = Assert.Single(EpochCatchUp.Of(copy, original, original).Authenticators);

        Assert.Equal((6, Later), (item.LastAcceptedStep, item.LastUsedAt));
    }

    [Fact]
    public void Of_AnAuthenticatorThatWasDisabledOnEitherSide_StaysDisabled()
    {
        var (copy, original) = (Active(App("b1")), Active(App("b1")));
        var disabled = Active(App("b1").Disabled());

        Assert.Equal(BoundAt, EpochCatchUp.Of(copy, disabled, copy).Primary.DisabledAt);
        Assert.Equal(BoundAt, EpochCatchUp.Of(disabled, original, copy).Primary.DisabledAt);
        Assert.Null(EpochCatchUp.Of(copy, original, copy).Primary.DisabledAt);
        var later = Active(App("b1") with { DisabledAt = Later });
        Assert.Equal(Later, EpochCatchUp.Of(later, disabled, copy).Primary.DisabledAt);
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    public void Of_APasskey_KeepsTheHigherCounter(uint copied, uint stored)
    {
        var caughtUp = EpochCatchUp.Of(
            Active(Counting(copied)),
            Active(Counting(stored)),
            Active(Counting(0))
        );

        Assert.Equal(5u, caughtUp.Primary.Passkey!.SignCount);
    }

    [Fact]
    public void Of_AnAuthenticatorThatWasAddedMeanwhile_BringsItAlong()
    {
        var read = Active(App("b1"));

        var caughtUp = EpochCatchUp.Of(Active(App("b1")), Active(App("b1"), Passkey("k1")), read);

        Assert.Equal(["b1", "k1"], caughtUp.Authenticators.Select(item => item.Id));
    }

    [Fact]
    public void Of_AnAuthenticatorThatTheCopyLeftOut_DoesNotComeBack()
    {
        var read = Active(App("b1"), App("b2"));

        Assert.Equal(
            ["b1"],
            EpochCatchUp.Of(Active(App("b1")), read, read).Authenticators.Select(item => item.Id)
        );
        Assert.Equal(
            ["b1"],
            EpochCatchUp
                .Of(Active(App("b1")), read, read: null)
                .Authenticators.Select(item => item.Id)
        );
    }

    [Fact]
    public void Of_BackupCodesOfOneSet_KeepsThoseThatNeitherUsed()
    {
        var copy = Active(App("b1")) with { BackupCodes = Codes(1, [10], [20]) };
        var original = Active(App("b1")) with { BackupCodes = Codes(1, [20], [30]) };

        var caughtUp = EpochCatchUp.Of(copy, original, original);

        Assert.Equal(
            [
                [20],
            ],
            caughtUp.BackupCodes!.Hashes
        );
    }

    [Fact]
    public void Of_ANewSetOfBackupCodes_KeepsAllOfThem()
    {
        var copy = Active(App("b1")) with { BackupCodes = Codes(2, [10], [20]) };
        var original = Active(App("b1")) with { BackupCodes = Codes(1, [20]) };

        Assert.Equal(2, EpochCatchUp.Of(copy, original, original).BackupCodes!.Hashes.Count);
        Assert.Equal(
            2,
            EpochCatchUp.Of(copy, Active(App("b1")), original).BackupCodes!.Hashes.Count
        );
        Assert.Null(EpochCatchUp.Of(Active(App("b1")), original, original).BackupCodes);
    }

    [Fact]
    public void Of_BackupCodesThatWereRenewedMeanwhile_KeepsTheNewOnes()
    {
        var read = Active(App("b1")) with { BackupCodes = Codes(1, [10]) };
        var none = Active(App("b1"));
        var original = Active(App("b1")) with { BackupCodes = Codes(2, [30]) };

        Assert.Equal(
            [
                [30],
            ],
            EpochCatchUp.Of(read, original, read).BackupCodes!.Hashes
        );
        Assert.Equal(
            [
                [30],
            ],
            EpochCatchUp.Of(none, original, none).BackupCodes!.Hashes
        );
    }

    private static BoundAuthenticator Counting(uint count)
    {
        var passkey = Passkey("k1");
        return passkey with { Passkey = passkey.Passkey! with { SignCount = count } };
    }

    private static BackupCodeSet Codes(byte salt, params byte[][] hashes) =>
        new()
        {
            Salt = [salt],
            Iterations = 1,
            Hashes = hashes,
        };
}
