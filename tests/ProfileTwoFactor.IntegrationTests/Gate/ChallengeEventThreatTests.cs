using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Gate.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Threat: an app's handler of the challenge, by mistake or copied from elsewhere, makes a refusal look like an admission.</summary>
public sealed class ChallengeEventThreatTests : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<TwoFactorChallengeContext, Task>> Handlers =
        new()
        {
            ["throws"] = _ => throw new InvalidOperationException("broken"),
            ["is canceled"] = _ => throw new OperationCanceledException(),
            ["says 200"] = context => SayAsync(context, 200),
            ["says 204"] = context => SayAsync(context, 204),
            ["allows caching"] = context =>
            {
                Handle(context);
                context.Response.Headers.CacheControl = "public, max-age=600";
                return Task.CompletedTask;
            },
            ["clears the response"] = context =>
            {
                Handle(context);
                context.Response.Clear();
                return Task.CompletedTask;
            },
            ["writes a body"] = context => context.Response.WriteAsync("welcome"),
            ["writes a body with 200"] = async context =>
            {
                Handle(context);
                context.Response.StatusCode = 200;
                await context.Response.WriteAsync("welcome");
            },
            ["starts the response with 200 and throws"] = async context =>
            {
                context.Response.StatusCode = 200;
                await context.Response.StartAsync();
                throw new InvalidOperationException("broken");
            },
            ["runs the endpoint as another user"] = async context =>
            {
                Handle(context);
                context.HttpContext.User = GateHost.Principal("olivia", "Cookies");
                await context.HttpContext.GetEndpoint()!.RequestDelegate!(context.HttpContext);
            },
            ["claims a proof and runs the endpoint"] = async context =>
            {
                Handle(context);
                context.HttpContext.User.AddIdentity(
                    new ClaimsIdentity([new("amr", "mfa"), new("auth_time", "4102444800")])
                );
                await context.HttpContext.GetEndpoint()!.RequestDelegate!(context.HttpContext);
            },
        };

    private Func<TwoFactorChallengeContext, Task> _handler = _ => Task.CompletedTask;
    private AccountHost _host = null!;
    private int _raised;

    public static TheoryData<string, string, string> Refusals
    {
        get
        {
            var refusals = new TheoryData<string, string, string>();
            foreach (var handler in Handlers.Keys)
            {
                foreach (var caller in new[] { "script", "navigation", "gRPC" })
                {
                    refusals.Add(handler, caller, "/profile/acme");
                    refusals.Add(handler, caller, "/account");
                }
            }

            return refusals;
        }
    }

    public async Task InitializeAsync()
    {
        _host = await AccountHost.StartAsync(
            services =>
                services
                    .AddProfileTwoFactor()
                    .ConfigureScheme(scheme =>
                        scheme.Events.OnChallenge = context =>
                        {
                            _raised++;
                            return _handler(context);
                        }
                    ),
            map: routes =>
            {
                routes.Map("/profile/{sid}", Secret.Reveal).RequireProfileTwoFactor();
                routes.Map("/account", Secret.Reveal).RequireAccountTwoFactor();
            }
        );
        await _host.Host.EnableAsync();
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task No_handler_makes_a_refusal_an_admission_or_a_success(
        string handler,
        string caller,
        string path
    )
    {
        var mei = await _host.Host.BrowserAsync("mei");
        _handler = Handlers[handler];

        var answer = await AnswerAsync(mei, caller, path);

        Assert.Equal(1, _raised);
        if (answer is null)
        {
            // Cut off: what the app began can't be taken back.
            return;
        }

        Assert.DoesNotContain(Secret.Text, answer.Body);
        Assert.InRange(answer.StatusCode, 300, 599);
        Assert.Contains("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("script", "/profile/acme", "binding-required")]
    [InlineData("script", "/account", "account-two-factor-required")]
    [InlineData("gRPC", "/profile/acme", "binding-required")]
    [InlineData("gRPC", "/account", "account-two-factor-required")]
    public async Task A_handler_that_only_sets_a_status_leaves_the_contract_of_calls_as_it_is(
        string caller,
        string path,
        string code
    )
    {
        var mei = await _host.Host.BrowserAsync("mei");
        _handler = Handlers["says 200"];

        var answer = await AnswerAsync(mei, caller, path);

        Assert.Equal(401, answer?.StatusCode);
        Assert.Equal(code, answer?.Code ?? answer?.Header("profiletwofactor-code"));
    }

    /// <returns>Null when the response ends before it is complete.</returns>
    private static async Task<Answer?> AnswerAsync(Browser browser, string caller, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent([]),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        try
        {
            return await (
                caller switch
                {
                    "script" => browser.GetAsync(path),
                    "navigation" => browser.NavigateAsync(path),
                    _ => browser.SendAsync(request),
                }
            );
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static Task SayAsync(TwoFactorChallengeContext context, int status)
    {
        Handle(context);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static void Handle(TwoFactorChallengeContext context)
    {
        if (context.IsNavigation)
        {
            context.HandleResponse();
        }
    }
}
