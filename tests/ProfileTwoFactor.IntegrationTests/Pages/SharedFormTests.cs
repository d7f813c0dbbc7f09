using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>What nodes tell each other of forms, over a cache that two of them share.</summary>
public sealed class SharedFormTests
{
    private const string Key = "A1";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly Cache _cache = new();

    [Fact]
    public async Task Answer_OfANode_IsFoundByTheOtherOne()
    {
        await Node().WriteAsync(Answer(Key));

        var found = await Node().FindAsync(Key, CancellationToken.None);

        Assert.Equal(("/p/acme", "window=secret"), (found?.Location, found?.SetCookies.Single()));
        Assert.Equal([1, 2], found?.CookieHash);
        Assert.Null(await Node().FindAsync("B2", CancellationToken.None));
    }

    [Fact]
    public async Task Answer_ThatIsStillComing_IsWaitedFor()
    {
        await Node().WriteAsync(Answer(Key) with { Location = null });
        var finding = Node().FindAsync(Key, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.False(finding.IsCompleted);

        await Node().WriteAsync(Answer(Key));
        await Eventually.IsAsync(() => finding.IsCompleted, "the next look", clock: _clock);

        Assert.Equal("/p/acme", (await finding)?.Location);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_ThatNeverComes_IsNotWaitedForLongerThanItCounts(bool removed)
    {
        await Node().WriteAsync(Answer(Key) with { Location = null });
        var finding = Node().FindAsync(Key, CancellationToken.None);

        if (removed)
        {
            // The form failed there.
            await Node().RemoveAsync(Key);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
        else
        {
            _clock.Advance(Node().Lifetime);
        }

        Assert.Null(await finding);
    }

    [Fact]
    public async Task Answer_InTheCache_IsEncryptedAndCountsForItsFormAlone()
    {
        await Node().WriteAsync(Answer(Key));
        var (name, entry) = Assert.Single(_cache.Entries);

        Assert.DoesNotContain("acme", Encoding.UTF8.GetString(entry), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(entry), StringComparison.Ordinal);
        _cache.Entries[name.Replace(Key, "B2", StringComparison.Ordinal)] = entry;
        Assert.Null(await Node().FindAsync("B2", CancellationToken.None));
    }

    [Fact]
    public async Task Answer_ThatIsOverOrUnreadable_IsNone()
    {
        await Node().WriteAsync(Answer(Key));
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(await Node().FindAsync(Key, CancellationToken.None));

        foreach (var entry in new byte[][] { [], [1, 2, 3], "null"u8.ToArray() })
        {
            _cache.Entries[_cache.Entries.Keys.Single()] = entry;
            Assert.Null(await Node().FindAsync(Key, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Cache_ThatFails_IsAsIfItKnewNothing()
    {
        _cache.Failure = new InvalidOperationException("no connection");

        Assert.False(await Node().WriteAsync(Answer(Key)));
        Assert.Null(await Node().FindAsync(Key, CancellationToken.None));
        await Node().RemoveAsync(Key);
    }

    [Fact]
    public async Task Cache_ThatHangs_IsGivenUpAtTheDeadline()
    {
        _cache.Hangs = true;
        var finding = Node().FindAsync(Key, CancellationToken.None);
        Assert.False(finding.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await finding);
    }

    [Fact]
    public void Cache_OfThisProcessAlone_IsNotShared() =>
        Assert.False(
            new SharedForms(
                new MemoryDistributedCache(
                    Options.Create(
                        new Microsoft.Extensions.Caching.Memory.MemoryDistributedCacheOptions()
                    )
                ),
                _keys,
                Options.Create(new ProfileTwoFactorOptions()),
                _clock,
                NullLogger<SharedForms>.Instance
            ).IsShared
        );

    private SharedForms Node()
    {
        var node = new SharedForms(
            _cache,
            _keys,
            Options.Create(
                new ProfileTwoFactorOptions { DependencyTimeout = TimeSpan.FromSeconds(1) }
            ),
            _clock,
            NullLogger<SharedForms>.Instance
        );
        Assert.True(node.IsShared);
        return node;
    }

    private FormAnswer Answer(string key) =>
        new(key, [1, 2], "/p/acme", ["window=secret"], _clock.GetUtcNow().AddSeconds(10));

    private sealed class Cache : IDistributedCache
    {
        public Dictionary<string, byte[]> Entries { get; } = [];

        public Exception? Failure { get; set; }

        public bool Hangs { get; set; }

        public byte[]? Get(string key) => throw new NotSupportedException();

        public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            await FailAsync();
            return Entries.GetValueOrDefault(key);
        }

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) =>
            throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public async Task RemoveAsync(string key, CancellationToken token = default)
        {
            await FailAsync();
            Entries.Remove(key);
        }

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
            throw new NotSupportedException();

        public async Task SetAsync(
            string key,
            byte[] value,
            DistributedCacheEntryOptions options,
            CancellationToken token = default
        )
        {
            await FailAsync();
            Entries[key] = value;
        }

        // Deaf to the token, as some caches are.
        private Task FailAsync() =>
            Hangs ? new TaskCompletionSource().Task
            : Failure is null ? Task.CompletedTask
            : Task.FromException(Failure);
    }
}
