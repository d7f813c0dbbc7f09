using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>A host with endpoints of several ages, and what the tests of the rules do to it.</summary>
internal static class ProfileRulesBed
{
    public static Task<TestEngine> StartAsync(
        RecordedEvents? events = null,
        Action<ProfileTwoFactorOptions>? configure = null,
        bool mail = true,
        RecordingCodeSender? sender = null
    ) =>
        TestEngine.StartAsync(
            configure,
            services =>
            {
                if (mail)
                {
                    services.AddSingleton<IEnrollmentCodeSender>(
                        sender ?? new RecordingCodeSender()
                    );
                }

                if (events is not null)
                {
                    services.AddSingleton<ITwoFactorEventHandler>(events);
                }
            },
            map: routes =>
            {
                routes.MapGet("/p/{sid}", () => "in").RequireProfileTwoFactor();
                routes
                    .MapGet("/passive/{sid}", [PassiveRequest] () => "in")
                    .RequireProfileTwoFactor();
                routes.MapGet(
                    "/hour/{sid}",
                    [RequireProfileTwoFactor(MaxAgeSeconds = 3600)]
                    () => "in"
                );
                routes.MapGet(
                    "/five-minutes/{sid}",
                    [RequireProfileTwoFactor(MaxAgeSeconds = 300)]
                    () => "in"
                );
            }
        );

    public static async Task<(
        Browser Owner,
        FakeAuthenticator OwnerApp,
        Browser Mark,
        FakeAuthenticator MarkApp
    )> BothAsync(TestEngine engine)
    {
        var (owner, ownerApp) = await engine.Host.EnableAsync();
        var (mark, markApp) = await engine.Host.BindAsync("mark");
        engine.Clock.NextStep();
        return (owner, ownerApp, mark, markApp);
    }

    public static async Task<string> BackupCodeAsync(Browser owner) =>
        (await owner.ProfilePostAsync("acme", "backup-codes"))
            .Json.GetProperty("backupCodes")[0]
            .GetString()!;

    public static async Task FreshAsync(Browser owner, FakeAuthenticator app) =>
        AnswerAssert.Ok(await owner.VerifyAsync(app.Code()));

    public static Task WriteAsync(TestEngine engine, ProfilePolicyValues values) =>
        engine.ChangePolicyAsync(policy => policy with { Values = values });

    public static void BeforeTheWrite(TestEngine engine, Func<PolicyRecord, PolicyRecord> change) =>
        engine.Store.Before = async call =>
        {
            // The sweeper of ended epochs writes the same record.
            if (call != StoreCall.WritePolicy || StoreScript.IsBackground)
            {
                return;
            }

            engine.Store.Reset();
            await engine.ChangePolicyAsync(change);
        };

    public static async Task<Answer> SendAsync(Browser owner, string body)
    {
        var token = (await owner.GetAsync("/two-factor/api/antiforgery")).Json;
        var request = new HttpRequestMessage(HttpMethod.Put, "/two-factor/api/profiles/acme/policy")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(
            token.GetProperty("headerName").GetString()!,
            token.GetProperty("token").GetString()
        );
        return await owner.SendAsync(request);
    }

    public static string WithoutVersion(JsonElement policy)
    {
        var node = JsonObject.Create(policy)!;
        node.Remove("version");
        return node.ToJsonString();
    }

    public static string? Message(Answer answer) =>
        answer.Json.GetProperty("policy").GetProperty("message").GetString();

    public static string? State(Answer answer) =>
        answer.Json.GetProperty("you").GetProperty("state").GetString();

    public static string Version(Answer answer) =>
        answer.Json.GetProperty("policy").GetProperty("version").GetString()!;
}
