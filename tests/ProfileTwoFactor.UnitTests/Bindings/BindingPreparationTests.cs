using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>What is written before it takes force.</summary>
public sealed class BindingPreparationTests : IAsyncDisposable
{
    private static readonly byte[] Browser = [1];
    private static readonly byte[] OtherBrowser = [2];
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
    private readonly BindingEngine _engine = new(Secret);

    private static BindingKey Next { get; } = BindingEngine.Key with { Epoch = "epoch-2" };

    private DateTimeOffset Now => _engine.Clock.GetUtcNow();

    private BindingPreparation Preparation => _engine.Preparation;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Begin_OfAFirstBinding_KeepsWhoseItIs()
    {
        var claim = new PendingClaim(Browser, "olivia");

        var secret = await Preparation.BeginAsync(Key, claim, PendingAim.First("Work phone"));

        Assert.Equal((20, false), (secret!.Secret.Length, secret.HasOthers));
        Assert.Equal(Now.AddMinutes(10), secret.ExpiresAt);
        var pending = (await _engine.RecordAsync()).Pending!;
        Assert.Equal(
            ("Work phone", "olivia", null, false, Now.AddMinutes(10)),
            (
                pending.Name,
                pending.OwnerMemberId,
                pending.ReplacesBindingId,
                pending.Adds,
                pending.ExpiresAt
            )
        );
        var found = await Preparation.FindAsync(Key, claim);
        Assert.Equal(secret.Secret, found!.Secret);
        Assert.Null(await Preparation.FindAsync(Key, claim with { CallerHash = OtherBrowser }));
        _engine.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await Preparation.FindAsync(Key, claim));
    }

    [Fact]
    public async Task Begin_OnWhatIsNotThere_WritesNothing()
    {
        Assert.Null(
            await Preparation.BeginAsync(
                Key,
                new PendingClaim(Browser, "olivia"),
                PendingAim.Addition("")
            )
        );
        Assert.Null(await _engine.Store.FindAsync(Key, CancellationToken.None));
    }

    [Fact]
    public async Task Begin_BesideOthers_SaysThatThereAreOthers()
    {
        await _engine.BindAsync();

        var added = await Preparation.BeginAsync(
            Key,
            new PendingClaim(Browser, "olivia"),
            PendingAim.Addition("")
        );
        var swapped = await Preparation.BeginAsync(
            Key,
            new PendingClaim(Browser, "olivia"),
            PendingAim.Replacement((await _engine.RecordAsync()).Active!.Primary)
        );

        Assert.True(added!.HasOthers);
        Assert.True(swapped!.HasOthers);
    }

    [Fact]
    public async Task BeginProven_WithoutAProof_AsksForOne()
    {
        var start = await BeginAsync(Browser, proof: null);

        Assert.Equal(PendingStartStatus.ProofRequired, start.Status);
        Assert.Null(start.Secret);
        Assert.Null(await _engine.Store.FindAsync(Key, CancellationToken.None));
    }

    [Fact]
    public async Task BeginProven_WithTheMailedCode_UsesItUp()
    {
        var issued = await _engine.Issuer.CreateCodeAsync(Key, Both);

        var first = await BeginAsync(Browser, issued.Text);
        var again = await BeginAsync(OtherBrowser, issued.Text);

        Assert.Equal((PendingStartStatus.Begun, true), (first.Status, first.UsedProof));
        Assert.Equal(PendingStartStatus.ProofInvalid, again.Status);
    }

    /// <summary>A proof isn't good for ever: what is begun again with it ends when the first would have.</summary>
    [Fact]
    public async Task BeginProven_AgainInTheSameBrowser_NeedsNoSecondProofAndEndsNoLater()
    {
        var issued = await _engine.Issuer.CreateCodeAsync(Key, Both);
        var first = await BeginAsync(Browser, issued.Text);
        _engine.Clock.Advance(TimeSpan.FromMinutes(9));

        var again = await BeginAsync(Browser, proof: null);

        Assert.Equal((PendingStartStatus.Begun, false), (again.Status, again.UsedProof));
        Assert.Equal(first.Secret!.ExpiresAt, again.Secret!.ExpiresAt);
        Assert.NotEqual(first.Secret.Secret, again.Secret.Secret);
        _engine.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            PendingStartStatus.ProofRequired,
            (await BeginAsync(Browser, proof: null)).Status
        );
    }

    [Fact]
    public async Task BeginProven_OfAMemberWhoIsBound_IsRefused()
    {
        await _engine.BindAsync();

        Assert.Equal(
            PendingStartStatus.AlreadyBound,
            (await BeginAsync(Browser, proof: null)).Status
        );
    }

    [Fact]
    public async Task IsProven_InTheBrowserThatGaveTheProof()
    {
        var issued = await _engine.Issuer.CreateCodeAsync(Key, Both);
        await BeginAsync(Browser, issued.Text);

        Assert.True(await Preparation.IsProvenAsync(Key, Proven(Browser)));
        Assert.False(await Preparation.IsProvenAsync(Key, Proven(OtherBrowser)));
    }

    [Fact]
    public async Task Copy_UnderAnotherEpoch_TakesTheSameCodes()
    {
        await _engine.BindAsync();
        var bound = (await _engine.RecordAsync()).Active!;
        var mixed = bound with { Authenticators = [bound.Primary, Passkey("k1")] };

        await Preparation.CopyToEpochAsync(Key, Next, mixed);

        var copy = (await _engine.Store.FindAsync(Next, CancellationToken.None))!;
        Assert.True(copy.OnlyListedWindows);
        Assert.Equal(["b1", "k1"], copy.Active!.Authenticators.Select(item => item.Id));
        Assert.Equal(
            Passkey("k1").Passkey!.CredentialId,
            copy.Active.Find("k1")!.Passkey!.CredentialId
        );
        Assert.Equal(
            Secret,
            _engine.Protection.Unprotect(Next, copy.Active.Primary.ProtectedSecret!)
        );
    }

    [Fact]
    public async Task Copy_ToAnEpochThatIsTaken_IsAFaultOfTheStore()
    {
        await _engine.BindAsync();
        var bound = (await _engine.RecordAsync()).Active!;
        await Preparation.CopyToEpochAsync(Key, Next, bound);

        var failure = await Assert.ThrowsAsync<DependencyUnavailableException>(() =>
            Preparation.CopyToEpochAsync(Key, Next, bound)
        );

        Assert.Equal(DependencyNames.SecretStore, failure.Dependency);
        Assert.Contains("no other request can know", failure.Message, StringComparison.Ordinal);
    }

    private static PendingClaim Proven(byte[] browser) => new(browser, "olivia", NeedsProof: true);

    private Task<PendingStart> BeginAsync(byte[] browser, string? proof) =>
        Preparation.BeginProvenAsync(
            Key,
            Proven(browser),
            Proven(browser),
            PendingAim.First(),
            proof
        );
}
