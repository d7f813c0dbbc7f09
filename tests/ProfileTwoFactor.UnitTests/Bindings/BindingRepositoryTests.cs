using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class BindingRepositoryTests : IAsyncDisposable
{
    private readonly BindingRecord _record = new() { Key = Key, Version = 1 };
    private readonly BindingEngine _engine = new([1, 2, 3]);

    private BindingRepository Repository => _engine.Repository;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public void Checked_ARecordThatCannotBe_IsAFaultOfTheStore()
    {
        Assert.Null(Repository.Checked(Key, null));
        Assert.Same(_record, Repository.Checked(Key, _record));

        foreach (
            var impossible in new[]
            {
                _record with
                {
                    Key = Key with { MemberId = "mei" },
                },
                _record with
                {
                    Version = 0,
                },
                _record with
                {
                    Failures = -1,
                },
            }
        )
        {
            var failure = Assert.Throws<DependencyUnavailableException>(() =>
                Repository.Checked(Key, impossible)
            );
            Assert.Equal(DependencyNames.SecretStore, failure.Dependency);
            Assert.Contains("different record", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Commit_ThatConflicts_IsDecidedAgainByWhatIsThereNow()
    {
        await WriteAsync(new BindingRecord { Key = Key });
        var seen = new List<int?>();

        var answer = await Repository.CommitAsync(
            Key,
            seen,
            (record, all) =>
            {
                all.Add(record?.Failures);
                return new BindingStep<int>(
                    all.Count,
                    // Begun on what isn't there any more.
                    all.Count < 3
                        ? record! with
                        {
                            Version = 0,
                        }
                        : record! with
                        {
                            Failures = 7,
                        }
                );
            }
        );

        Assert.Equal(3, answer);
        Assert.Equal([0, 0, 0], seen);
        Assert.Equal(7, (await _engine.RecordAsync()).Failures);
    }

    [Fact]
    public async Task Commit_ThatNeverSucceeds_EndsAfterSixtyFourAttempts()
    {
        await WriteAsync(new BindingRecord { Key = Key });
        var attempts = 0;

        var failure = await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            Repository.CommitAsync(
                Key,
                0,
                (record, _) =>
                {
                    attempts++;
                    return new BindingStep<int>(0, record! with { Version = 0 });
                }
            )
        );

        Assert.Equal(64, attempts);
        Assert.Contains("conflicted", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_OfNothing_WritesNothing()
    {
        var answer = await Repository.CommitAsync(
            Key,
            5,
            static (_, state) => new BindingStep<int>(state, null)
        );

        Assert.Equal(5, answer);
        Assert.Null(await _engine.Store.FindAsync(Key, CancellationToken.None));
    }

    [Fact]
    public async Task Commit_WithWhatTheCallHasRead_DecidesFirstByThat()
    {
        await WriteAsync(new BindingRecord { Key = Key, Failures = 2 });
        var read = new ReadBinding(Key, _record with { Failures = 1, Version = 9 });
        var seen = new List<int?>();

        await Repository.CommitAsync(Key, seen, Decide, read);
        await Repository.CommitAsync(
            Key,
            seen,
            Decide,
            new ReadBinding(Key with { MemberId = "mei" }, null)
        );

        // The first was outdated, which its version tells; the last is of another member.
        Assert.Equal([1, 2, 2], seen);

        static BindingStep<int> Decide(BindingRecord? record, List<int?> all)
        {
            all.Add(record?.Failures);
            return new(0, record! with { OnlyListedWindows = true });
        }
    }

    private async Task WriteAsync(BindingRecord record) =>
        Assert.Equal(
            StoreWriteStatus.Written,
            await _engine.Store.WriteAsync(record, CancellationToken.None)
        );
}
