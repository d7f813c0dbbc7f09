using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class EnrollmentIssuerTests : IAsyncDisposable
{
    private readonly BindingEngine _engine = new([.. Enumerable.Range(1, 20).Select(i => (byte)i)]);

    private DateTimeOffset Now => _engine.Clock.GetUtcNow();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Code_AndPass_ArriveWithTheirEnd()
    {
        var code = await _engine.Issuer.CreateCodeAsync(Key, Both);
        var pass = await _engine.Issuer.CreatePassAsync(Key, "olivia", Both);

        Assert.Equal(Now.AddMinutes(10), code.ExpiresAt);
        Assert.Equal(Now.AddHours(24), pass.ExpiresAt);
        Assert.Null(code.RetryAfter);
        Assert.NotNull(code.Text);
        Assert.NotNull(pass.Text);
    }

    [Fact]
    public async Task Code_KeepsTheRestOfTheRecord()
    {
        await WriteAsync(new BindingRecord { Key = Key, Failures = 3 });

        await _engine.Issuer.CreateCodeAsync(Key, Both);
        await _engine.Issuer.CreatePassAsync(Key, "olivia", Both);

        Assert.Equal(3, (await _engine.RecordAsync()).Failures);
    }

    [Fact]
    public async Task Code_ForAMemberWhoIsBound_IsNotIssued()
    {
        await _engine.BindAsync();

        Assert.Same(
            IssuedEnrollment.AlreadyBound,
            await _engine.Issuer.CreateCodeAsync(Key, OnlyApps)
        );
        Assert.Same(
            IssuedEnrollment.AlreadyBound,
            await _engine.Issuer.CreatePassAsync(Key, "olivia", OnlyApps)
        );
        Assert.NotNull((await _engine.Issuer.CreateCodeAsync(Key, OnlyPasskeys)).Text);
        Assert.NotNull((await _engine.Issuer.CreatePassAsync(Key, "olivia", OnlyPasskeys)).Text);
    }

    [Fact]
    public async Task Code_AfterFiveInAnHour_HasToWait_UnlessOneWasNotSent()
    {
        for (var mail = 0; mail < 5; mail++)
        {
            Assert.NotNull((await _engine.Issuer.CreateCodeAsync(Key, Both)).Text);
        }

        var refused = await _engine.Issuer.CreateCodeAsync(Key, Both);
        Assert.Equal((null, TimeSpan.FromHours(1)), (refused.Text, refused.RetryAfter));

        await _engine.Issuer.UncountMailAsync(Key);
        Assert.NotNull((await _engine.Issuer.CreateCodeAsync(Key, Both)).Text);
        Assert.Null((await _engine.Issuer.CreateCodeAsync(Key, Both)).Text);
    }

    [Fact]
    public async Task Uncount_WhereNothingWasMailed_WritesNothing()
    {
        await _engine.Issuer.UncountMailAsync(Key);
        Assert.Null(await _engine.Store.FindAsync(Key, CancellationToken.None));

        await WriteAsync(new BindingRecord { Key = Key });
        await _engine.Issuer.UncountMailAsync(Key);
        Assert.Equal(1, (await _engine.RecordAsync()).Version);
    }

    /// <summary>Copied into the column of a secret, what is stored of a code is no secret.</summary>
    [Fact]
    public async Task Code_IsEncryptedUnderAKeyOfItsOwn()
    {
        await _engine.Issuer.CreateCodeAsync(Key, Both);
        var stored = (await _engine.RecordAsync()).Enrollment!;

        Assert.Throws<Infrastructure.DependencyUnavailableException>(() =>
            _engine.Protection.Unprotect(Key, stored)
        );
    }

    private async Task WriteAsync(BindingRecord record) =>
        Assert.Equal(
            StoreWriteStatus.Written,
            await _engine.Store.WriteAsync(record, CancellationToken.None)
        );
}
