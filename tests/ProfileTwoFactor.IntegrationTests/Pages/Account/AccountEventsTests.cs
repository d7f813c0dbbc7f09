using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

public sealed class AccountEventsTests
{
    private const string Unavailable = "The events can't be shown right now.";
    private readonly TestHistory _history = new();

    [Fact]
    public async Task Status_ShowsWhatHappenedToTheAccount_TheNewestFirst()
    {
        await using var host = await StartAsync();
        var (mei, app, codes) = await host.EnableAsync("mei");
        await mei.Browser.AccountVerifyAsync(app.WrongCode());
        await mei.Browser.AccountBackupCodeAsync(codes[0]);

        var page = await mei.OpenAsync(AccountPagesHost.Status);

        Assert.Equal(
            [
                "A backup code was used. Codes left: 9",
                "A wrong code was entered. Consecutive wrong codes: 1",
                "New backup codes were created: 10",
                "Two-factor authentication was enabled",
            ],
            Lines(page)
        );
        Assert.All(
            page.Document.QuerySelectorAll("[aria-labelledby=ptf-events] dt time"),
            time => Assert.True(time.HasAttribute("datetime"))
        );
        Assert.DoesNotContain(codes[1], page.Body);
        Assert.DoesNotContain(app.Secret, page.Body);
    }

    [Fact]
    public async Task History_ThatForgetsItsFilter_StillShowsAPersonNothingOfAnother()
    {
        await using var host = await StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        var mark = await host.PasswordAsync("mark");

        var own = await mark.OpenAsync(AccountPagesHost.Status);
        _history.Answer = (scope, _) =>
            List(
                TestHistory.Entry(scope, nameof(CodeVerified)),
                TestHistory.Entry(TwoFactorScope.Account("mei"), nameof(LockedOut))
            );
        var mixed = await mark.OpenAsync(AccountPagesHost.Status);
        _history.Answer = (_, _) =>
            List(TestHistory.Entry(TwoFactorScope.Profile("mark"), nameof(LockedOut)));
        var profile = await mark.OpenAsync(AccountPagesHost.Status);

        Assert.Contains("There are no events yet.", own.Text);
        Assert.All(
            [mixed, profile],
            page =>
            {
                Assert.Equal(HttpStatusCode.OK, page.Status);
                Assert.Contains(Unavailable, page.Text);
                Assert.Empty(Lines(page));
            }
        );
        Assert.NotEmpty(Lines(await Unbroken(mei)));
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("throws at once")]
    [InlineData("hangs")]
    [InlineData("null")]
    public async Task History_OutOfOrder_CostsThePageItsListAndNothingElse(string fault)
    {
        await using var host = await StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        _history.Answer = (_, _) =>
            fault switch
            {
                "throws" => Task.FromException<IReadOnlyList<TwoFactorHistoryEntry>>(
                    new InvalidOperationException("mei@example.com")
                ),
                "hangs" => new TaskCompletionSource<IReadOnlyList<TwoFactorHistoryEntry>>().Task,
                "null" => Task.FromResult<IReadOnlyList<TwoFactorHistoryEntry>>(null!),
                _ => throw new InvalidOperationException("mei@example.com"),
            };

        if (fault == "hangs")
        {
            // Not too soon: what the page needs besides is waited for.
            host.Host.GiveUpSoon(TimeSpan.FromSeconds(3));
        }

        var page = await mei.OpenAsync(AccountPagesHost.Status);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(Unavailable, page.Text);
        Assert.Contains("10 left", page.Text);
        host.Host.BePatient();
        Assert.NotEmpty(Lines(await Unbroken(mei)));
    }

    [Fact]
    public async Task History_OfAnyLengthAndOrder_IsShownInPartAsText_TheNewestFirst()
    {
        await using var host = await StartAsync();
        var mei = await host.PasswordAsync("mei");
        _history.Answer = (scope, _) =>
            List([
                .. Enumerable
                    .Range(1, 500)
                    .Select(n =>
                        TestHistory.Entry(
                            scope,
                            $"<b>Kind{n}</b>",
                            host.Clock.GetUtcNow().AddMinutes(n)
                        )
                    ),
            ]);

        var lines = Lines(await mei.OpenAsync(AccountPagesHost.Status));

        Assert.Equal(Enumerable.Range(481, 20).Reverse().Select(n => $"<b>Kind{n}</b>"), lines);
    }

    [Fact]
    public async Task Removal_BySupport_SaysWhy()
    {
        await using var host = await StartAsync();
        var (mei, _, _) = await host.EnableAsync("mei");
        await host
            .Host.App.Services.GetRequiredService<ITwoFactorOperator>()
            .RemoveAccountBindingAsync(
                "mei",
                new OperatorAction
                {
                    OperatorId = "sam",
                    OperatorName = "sam@example.com",
                    Reason = "Phone <lost>",
                }
            );

        var page = await (await host.PasswordAsync("mei")).OpenAsync(AccountPagesHost.Status);

        Assert.Contains("The support of this site removed the authenticator", page.Text);
        Assert.Contains("Reason: Phone <lost>", page.Text);
        Assert.DoesNotContain("sam", page.Text);
    }

    [Fact]
    public async Task History_OfAPartialSignInOrASignedOutCaller_IsNotShown()
    {
        await using var host = await StartAsync();
        await host.EnableAsync("mei");
        var half = await host.PasswordAsync("mei");
        var nobody = await host.AnonymousAsync();

        Assert.Equal(HttpStatusCode.Found, (await half.OpenAsync(AccountPagesHost.Status)).Status);
        Assert.Equal(
            HttpStatusCode.Found,
            (await nobody.OpenAsync(AccountPagesHost.Status)).Status
        );
        Assert.Equal(0, _history.Asked);
    }

    [Fact]
    public async Task Host_WithoutAHistory_HasNoSuchPart()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var mei = await host.PasswordAsync("mei");

        Assert.False((await mei.OpenAsync(AccountPagesHost.Status)).Has("#ptf-events"));
    }

    [Fact]
    public async Task EveryEvent_OfAnAccount_HasWordsInBothLanguages()
    {
        await using var host = await StartAsync();
        var texts = host.Host.App.Services.GetRequiredService<IStringLocalizer<TwoFactorTexts>>();
        // These happen in profiles alone.
        string[] elsewhere =
        [
            nameof(ProfileTwoFactorEnabled),
            nameof(ProfileTwoFactorDisabled),
            nameof(ProfileEnforcementMoved),
            nameof(MembersReminded),
            nameof(ProfilePolicyChanged),
            nameof(AuthenticatorBound),
            nameof(AuthenticatorReset),
            nameof(EnrollmentPassIssued),
            nameof(EnrollmentProven),
            nameof(WindowsEnded),
            nameof(MemberAskedAgain),
            nameof(AllMembersAskedAgain),
        ];
        var kinds = typeof(TwoFactorEvent)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(TwoFactorEvent)))
            .Select(type => type.Name)
            .Except(elsewhere);

        foreach (var language in new[] { "en", "ja" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.All(
                kinds,
                kind => Assert.False(texts[EventText.NameFor(kind) ?? kind].ResourceNotFound, kind)
            );
        }
    }

    private Task<AccountPagesHost> StartAsync() =>
        AccountPagesHost.StartAsync(package: builder =>
        {
            builder.Services.AddSingleton(_history);
            builder.Services.AddSingleton<ITwoFactorEventHistory>(_history);
            builder.AddAuditSink<TestHistory>().AddEventHistory<TestHistory>();
        });

    private async Task<Answer> Unbroken(Person person)
    {
        _history.Answer = null;
        return await person.OpenAsync(AccountPagesHost.Status);
    }

    private static Task<IReadOnlyList<TwoFactorHistoryEntry>> List(
        params TwoFactorHistoryEntry[] entries
    ) => Task.FromResult<IReadOnlyList<TwoFactorHistoryEntry>>(entries);

    // The first text of each entry: what happened.
    private static IEnumerable<string> Lines(Answer page) =>
        page
            .Document.QuerySelectorAll("[aria-labelledby=ptf-events] dd")
            .Select(line => line.FirstChild!.TextContent.Trim());
}
