using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;

namespace ProfileTwoFactor.IntegrationTests.Audit;

public sealed class EventHandlerTests
{
    [Fact]
    public async Task Handler_ThatIsAddedTwice_HearsOfEachEventOnceAndInOrder_InAScopeOfItsOwn()
    {
        var heard = new Heard();
        await using var host = await StartAsync(
            heard,
            builder => builder.AddEventHandler<Handler>().AddEventHandler<Handler>()
        );

        var (browser, _, _) = await host.EnableAsync("olivia");
        await browser.EnableAsync();
        await browser.ProfilePostAsync("acme", "disable");

        Assert.Equal(host.Events.All.Select(one => one.GetType()), heard.Events);
        Assert.Contains(typeof(ProfileTwoFactorEnabled), heard.Events);
        Assert.Equal(heard.Events.Count, heard.Scopes.Distinct().Count());
    }

    [Fact]
    public async Task HandlerThatFails_UndoesNothing_AndOthersStillHear()
    {
        var heard = new Heard();
        await using var host = await StartAsync(
            heard,
            builder => builder.AddEventHandler<Failing>().AddEventHandler<Handler>()
        );

        var (browser, _, _) = await host.EnableAsync("mei");

        Assert.True((await browser.AccountAsync()).Json.GetProperty("enabled").GetBoolean());
        Assert.Equal([typeof(AccountTwoFactorEnabled), typeof(BackupCodesIssued)], heard.Events);
        Assert.Equal(2, heard.Failed);
        Assert.NotEmpty(host.Events.All);
    }

    [Fact]
    public async Task HandlerThatHangs_CostsItsDeadlineAndNoMore()
    {
        var heard = new Heard();
        await using var host = await StartAsync(
            heard,
            builder => builder.AddEventHandler<Hanging>().AddEventHandler<Handler>()
        );
        var browser = await host.PasswordAsync("mei", HttpStatusCode.OK);
        var app = await host.BeginAsync(browser);
        host.Host.GiveUpSoon(TimeSpan.FromSeconds(1));

        var answer = await browser.AccountPostAsync("enable", new { code = app.CurrentCode() });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(typeof(AccountTwoFactorEnabled), heard.Events);
    }

    private static Task<AccountHost> StartAsync(Heard heard, Action<ProfileTwoFactorBuilder> add) =>
        AccountHost.StartAsync(services =>
        {
            services.AddSingleton(heard);
            services.AddScoped<ScopeMark>();
            add(services.AddProfileTwoFactor());
        });

    private sealed class Heard
    {
        private readonly ConcurrentQueue<(Type Event, Guid Scope)> _all = new();
        private int _failed;

        public IReadOnlyList<Type> Events => [.. _all.Select(one => one.Event)];

        public IReadOnlyList<Guid> Scopes => [.. _all.Select(one => one.Scope)];

        public int Failed => _failed;

        public void Add(TwoFactorEvent happened, Guid scope) =>
            _all.Enqueue((happened.GetType(), scope));

        public void AddFailure() => Interlocked.Increment(ref _failed);
    }

    private sealed class ScopeMark
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    private sealed class Handler(Heard heard, ScopeMark scope) : ITwoFactorEventHandler
    {
        public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
        {
            heard.Add(happened, scope.Id);
            return Task.CompletedTask;
        }
    }

    private sealed class Failing(Heard heard) : ITwoFactorEventHandler
    {
        public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
        {
            heard.AddFailure();
            throw new InvalidOperationException("The other system is down.");
        }
    }

    private sealed class Hanging : ITwoFactorEventHandler
    {
        public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken) =>
            new TaskCompletionSource().Task;
    }
}
