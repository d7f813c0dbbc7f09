using ProfileTwoFactor.Backplane.Internal;

namespace ProfileTwoFactor.UnitTests.Backplane;

public sealed class ChangeMessageTests
{
    private const string Hash = "AAAAAAAAAAAAAAAAAAAAAQ";
    private const string Sender = "AAAAAAAAAAA";

    [Fact]
    public void Write_ManyChanges_IsReadBackAndFitsEveryCarrier()
    {
        var changes = Enumerable
            .Range(0, ChangeMessage.Most)
            .Select(i => new Change(
                i % 3 == 0 ? ChangeKind.Window : ChangeKind.Scope,
                (UInt128.MaxValue / 129 * (UInt128)i) + 1
            ))
            .ToList();

        var text = ChangeMessage.Write(ChangeMessage.CreateSender(), changes);

        var read = new List<Change>();
        Assert.True(ChangeMessage.TryRead(text, read));
        Assert.Equal(changes, read);
        // What PostgreSQL's NOTIFY takes is 7,999 bytes; the interface promises 4,000.
        Assert.InRange(text.Length, 1, 4000);
        Assert.Matches("^[A-Za-z0-9._-]+$", text);
    }

    [Fact]
    public void IsFrom_OwnAndOthers_TellsThemApart()
    {
        var (own, other) = (ChangeMessage.CreateSender(), ChangeMessage.CreateSender());
        var text = ChangeMessage.Write(own, [new(ChangeKind.Scope, 7)]);

        Assert.True(ChangeMessage.IsFrom(own, text));
        Assert.False(ChangeMessage.IsFrom(other, text));
        Assert.False(ChangeMessage.IsFrom(own, ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.")]
    [InlineData("1." + Sender)]
    [InlineData("2." + Sender + "s" + Hash)]
    [InlineData("1." + Sender + "x" + Hash)]
    [InlineData("1." + Sender + "s" + Hash + "s")]
    [InlineData("1." + Sender + "s" + "AAAAAAAAAAAAAAAAAAAA!Q")]
    [InlineData("1." + Sender + "s" + "AAAAAAAAAAAAAAAAAAAA Q")]
    [InlineData("1." + Sender + "s" + "AAAAAAAAAAAAAAAAAAAA\u0130Q")]
    [InlineData("1." + Sender + "s" + "AAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("1." + Sender + "s" + Hash + "s" + "AAAAAAAAAAAAAAAAAAAA!Q")]
    public void TryRead_WhatNoNodeWrote_IsNothing(string text)
    {
        var changes = new List<Change> { new(ChangeKind.Scope, 1) };

        Assert.False(ChangeMessage.TryRead(text, changes));

        Assert.Empty(changes);
    }

    [Fact]
    public void TryRead_TooLong_IsNothing()
    {
        var entry = "s" + Hash;
        var text = "1." + Sender + string.Concat(Enumerable.Repeat(entry, ChangeMessage.Most + 1));

        Assert.False(ChangeMessage.TryRead(text, []));
    }
}
