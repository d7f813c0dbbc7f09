using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>How many codes are checked at the same time: of one person, and on this node. The others wait, and are refused before anything is read, hashed or counted.</summary>
/// <remarks>
/// A person's own limit comes first, so that one person never takes more than that of the node's. It is the caller's, not the profile's
/// or the binding's: knowing whose codes are checked takes nothing from them. Waiting costs the caller time and this node nothing else;
/// refusing at once would let a caller who tries without a pause spend the node on refusals.
/// </remarks>
internal sealed class CodeAttemptLimiter : IDisposable
{
    /// <summary>Attempts that wait, of one person and on the node. Beyond that they are refused without waiting, which bounds the memory.</summary>
    private const int MostWaiting = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Drops a person's limit some seconds after the last attempt.
    private readonly PartitionedRateLimiter<AttemptPerson> _persons;
    private readonly PartitionedRateLimiter<AttemptPerson> _node;
    private readonly Tenants _tenants;
    private readonly TwoFactorMetrics _metrics;

    public CodeAttemptLimiter(
        IOptions<ProfileTwoFactorOptions> options,
        Tenants tenants,
        TwoFactorMetrics metrics
    )
    {
        (_tenants, _metrics) = (tenants, metrics);
        Patience = options.Value.DependencyTimeout;
        var perPerson = AtATime(options.Value.ConcurrentCodeAttemptsPerMember);
        var onNode = AtATime(options.Value.ConcurrentCodeAttempts);
        _persons = PartitionedRateLimiter.Create<AttemptPerson, AttemptPerson>(person =>
            RateLimitPartition.GetConcurrencyLimiter(person, _ => perPerson)
        );
        _node = PartitionedRateLimiter.Create<AttemptPerson, bool>(_ =>
            RateLimitPartition.GetConcurrencyLimiter(true, _ => onNode)
        );
    }

    /// <summary>How long an attempt waits: as long as a dependency may take, so that with a store that hangs no caller waits for the attempts of others as well.</summary>
    /// <remarks>Only tests shorten it: an attempt that they hold up must not run out of time.</remarks>
    internal TimeSpan Patience { get; set; }

    /// <summary>An attempt of the signed-in caller. Who isn't signed in is refused by what runs, without a look at any code.</summary>
    /// <exception cref="DependencyUnavailableException">The tenant can't be determined.</exception>
    public Task<TwoFactorResult<T>> RunAsync<T>(
        HttpContext context,
        Func<Task<TwoFactorResult<T>>> run
    )
        where T : class =>
        AttemptPerson.NameOf(context.User) is { } name
            ? RunAsync(new(_tenants.Of(context), name, IsPartial: false), context, run)
            : run();

    /// <summary>An attempt to complete a sign-in. Apart from those of the same person's sessions, which know more than the password.</summary>
    /// <exception cref="DependencyUnavailableException">The tenant can't be determined.</exception>
    public Task<TwoFactorResult<T>> RunPartialAsync<T>(
        HttpContext context,
        string userId,
        Func<Task<TwoFactorResult<T>>> run
    )
        where T : class =>
        RunAsync(new(_tenants.Of(context), userId, IsPartial: true), context, run);

    public void Dispose()
    {
        _persons.Dispose();
        _node.Dispose();
    }

    private async Task<TwoFactorResult<T>> RunAsync<T>(
        AttemptPerson person,
        HttpContext context,
        Func<Task<TwoFactorResult<T>>> run
    )
        where T : class
    {
        using var own = await AcquireAsync(_persons, person, context);
        if (!own.IsAcquired)
        {
            _metrics.AttemptRefused("member");
            return TwoFactorErrorFactory.TooManyAttempts(Pause);
        }

        using var onNode = await AcquireAsync(_node, person, context);
        if (!onNode.IsAcquired)
        {
            _metrics.AttemptRefused("node");
            return TwoFactorErrorFactory.Busy(Pause);
        }

        return await run();
    }

    private ValueTask<RateLimitLease> AcquireAsync(
        PartitionedRateLimiter<AttemptPerson> limiter,
        AttemptPerson person,
        HttpContext context
    )
    {
        var now = limiter.AttemptAcquire(person);
        return now.IsAcquired ? new(now) : WaitAsync(limiter, person, context);
    }

    private async ValueTask<RateLimitLease> WaitAsync(
        PartitionedRateLimiter<AttemptPerson> limiter,
        AttemptPerson person,
        HttpContext context
    )
    {
        // Nothing has begun yet, so a caller who hangs up gives up the place.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted
        );
        patience.CancelAfter(Patience);
        try
        {
            return await limiter.AcquireAsync(person, 1, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return NotAcquired.Instance;
        }
    }

    private static ConcurrencyLimiterOptions AtATime(int permits) =>
        new()
        {
            PermitLimit = permits,
            QueueLimit = MostWaiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };

    private sealed class NotAcquired : RateLimitLease
    {
        public static NotAcquired Instance { get; } = new();

        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
