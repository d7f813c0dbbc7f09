using ProfileTwoFactor.Backplane.Internal;

namespace ProfileTwoFactor.UnitTests.Backplane;

public sealed class ChangeSetTests
{
    [Fact]
    public void Add_BeyondTheCapacity_DropsWhatIsNew()
    {
        var set = new ChangeSet(2);

        Assert.True(set.Add(Of(1)));
        Assert.True(set.Add(Of(2)));
        Assert.True(set.Add(Of(1)));
        Assert.False(set.Add(Of(3)));

        Assert.Equal([Of(1), Of(2)], set.Take(8, out _));
        Assert.True(set.Add(Of(3)));
    }

    [Fact]
    public async Task Take_Some_LeavesTheOthersAndTheirSignal()
    {
        var set = new ChangeSet(8);
        set.Add(Of(1));
        set.Add(Of(2));

        await set.WaitAsync(CancellationToken.None);
        Assert.Single(set.Take(1, out _));
        await set.WaitAsync(CancellationToken.None);
        Assert.Single(set.Take(1, out _));

        Assert.False(set.WaitAsync(CancellationToken.None).IsCompleted);
        set.AddAll();
        await set.WaitAsync(CancellationToken.None);
    }

    private static Change Of(int number) => new(ChangeKind.Scope, (UInt128)number);
}
