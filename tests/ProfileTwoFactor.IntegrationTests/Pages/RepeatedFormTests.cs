using System.Net;
using Microsoft.Extensions.Caching.Distributed;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Pages.Account;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>Each form of the pages, sent twice over the real engine: after its answer, as a person does who goes back, and before it came, as a double click without script does.</summary>
public sealed class RepeatedFormTests
{
    private const string Window = ".ProfileTwoFactor.W.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enable_SentTwice_IsDoneOnce(bool answered)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var olivia = await SignInAsync(host, "olivia");
        var page = await olivia.OpenAsync(PagesHost.Bind);

        var (first, second) = await TwiceAsync(
            olivia,
            page,
            answered,
            olivia.AppOf(page).CurrentCode()
        );

        AssertSame(first, second, answered);
        Assert.Contains("done=enabled", second.Location);
        await AssertVerifiedAsync(olivia);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bind_SentTwice_IsDoneOnce(bool answered)
    {
        await using var host = await AccountPagesHost.StartAsync();
        await host.Host.EnableAsync();
        var mark = await SignInAsync(host, "mark");
        var page = await mark.OpenAsync(PagesHost.Bind + "?returnUrl=%2Fp%2Facme");

        var (first, second) = await TwiceAsync(
            mark,
            page,
            answered,
            mark.AppOf(page).CurrentCode()
        );

        AssertSame(first, second, answered);
        Assert.Equal("/p/acme", second.Location);
        await AssertVerifiedAsync(mark);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_SentTwice_IsDoneOnce(bool answered)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app) = await host.Host.EnableAsync();
        host.Clock.NextStep();
        var olivia = await SignInAsync(host, "olivia");
        var page = await olivia.OpenAsync(PagesHost.Verify + "?returnUrl=%2Fp%2Facme");

        var (first, second) = await TwiceAsync(olivia, page, answered, app.CurrentCode());

        AssertSame(first, second, answered);
        Assert.Equal("/p/acme", second.Location);
        await AssertVerifiedAsync(olivia);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DisableAndReset_SentTwice_AreDoneOnce(bool answered)
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (owner, _) = await host.Host.EnableAsync();
        await host.Host.BindAsync("mark");
        var olivia = new Person(owner, host.Clock);
        var members = (await owner.GetAsync("/two-factor/api/profiles/acme/members")).Json;
        var mark = members
            .EnumerateArray()
            .Single(member => member.GetProperty("accountName").GetString() == "mark@example.com")
            .GetProperty("memberId")
            .GetString();

        foreach (var question in new[] { $"reset&member={mark}", "disable" })
        {
            var page = await olivia.OpenAsync($"{PagesHost.Manage}?confirm={question}");
            var (first, second) = await TwiceAsync(olivia, page, answered, null);

            AssertSame(first, second, answered: true);
            Assert.Contains("done=", second.Location);
        }
    }

    [Fact]
    public async Task AccountVerify_SentTwiceBeforeItsAnswer_SignsInOnce()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app, _) = await host.EnableAsync("mei");
        var mei = await host.PasswordAsync("mei");
        var page = await mei.OpenAsync(AccountPagesHost.Verify + "?returnUrl=%2Freport");

        var (first, second) = await TwiceAsync(mei, page, answered: false, app.CurrentCode());

        AssertSame(first, second, answered: false);
        Assert.Equal("/report", second.Location);
        Assert.Equal("mei", await mei.WhoAsync());
    }

    [Fact]
    public async Task Form_SentAgainLaterOrFromElsewhere_OpensNothing()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app) = await host.Host.EnableAsync();
        host.Clock.NextStep();
        var olivia = await SignInAsync(host, "olivia");
        var page = await olivia.OpenAsync(PagesHost.Verify + "?returnUrl=%2Fp%2Facme");
        var before = CookiesOf(olivia);
        var sent = Form(page, app.CurrentCode());
        await olivia.SendAsync(sent.Url, sent.Fields);

        var other = await SignInAsync(host, "olivia");
        await other.OpenAsync(PagesHost.Verify);
        var byOther = await other.SendAsync(sent.Url, sent.Fields);
        var withMore = await SendAsync(olivia, sent, $"{before}; theme=dark");
        host.Clock.Advance(TimeSpan.FromSeconds(11));
        var later = await SendAsync(olivia, sent, before);

        Assert.Equal(HttpStatusCode.BadRequest, byOther.Status);
        Assert.Equal(HttpStatusCode.SeeOther, withMore.Status);
        Assert.Equal(HttpStatusCode.BadRequest, later.Status);
        Assert.All(
            new[] { byOther, withMore, later },
            answer => Assert.DoesNotContain(Window, answer.Header("Set-Cookie"))
        );
    }

    [Fact]
    public async Task WrongCode_SentTwice_IsRefusedTwice()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app) = await host.Host.EnableAsync();
        var olivia = await SignInAsync(host, "olivia");
        var page = await olivia.OpenAsync(PagesHost.Verify);

        var (first, second) = await TwiceAsync(olivia, page, answered: false, app.WrongCode());

        Assert.Equal(HttpStatusCode.BadRequest, first.Status);
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
    }

    [Fact]
    public async Task WrongCode_SentAgainBeforeTheOtherNodesKnowThatItFailed_IsRefusedAtOnce()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app) = await host.Host.EnableAsync();
        var olivia = await SignInAsync(host, "olivia");
        var form = Form(await olivia.OpenAsync(PagesHost.Verify), app.WrongCode());
        var told = new Hold(callers: 1);
        host.Host.Cache.BeforeRemove = key =>
            key.StartsWith("ptf:f:", StringComparison.Ordinal)
                ? told.PassAsync()
                : Task.CompletedTask;

        var first = olivia.SendAsync(form.Url, form.Fields);
        await told.AllThere;
        // The clock stands still: if this form waited for another node, it would wait here until the patience ends.
        var second = await olivia.SendAsync(form.Url, form.Fields).WaitAsync(GateHost.Patience);
        told.Release();

        Assert.Equal(HttpStatusCode.BadRequest, (await first).Status);
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
    }

    /// <summary>The cache took the marker after its time was over. Other nodes would wait for the answer.</summary>
    [Fact]
    public async Task WrongCode_WhoseMarkerWasWrittenLate_LeavesNoMarker()
    {
        await using var host = await AccountPagesHost.StartAsync();
        var (_, app) = await host.Host.EnableAsync();
        var olivia = await SignInAsync(host, "olivia");
        var form = Form(await olivia.OpenAsync(PagesHost.Verify), app.WrongCode());
        var cache = host.Host.Cache;
        cache.BeforeWrite = async key =>
        {
            if (key.StartsWith("ptf:f:", StringComparison.Ordinal))
            {
                cache.BeforeWrite = null;
                await cache.SetAsync(key, [1], new());
                throw new TimeoutException("It was written, and the answer came late.");
            }
        };

        var answer = await olivia.SendAsync(form.Url, form.Fields);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var marker = cache.Keys.First(key => key.StartsWith("ptf:f:", StringComparison.Ordinal));
        Assert.Null(await cache.GetAsync(marker));
    }

    private static async Task<Person> SignInAsync(AccountPagesHost host, string user) =>
        new(await host.Host.BrowserAsync(user), host.Clock);

    /// <summary>Both with the cookies that the browser had when the form was sent first, unless the first answer has come.</summary>
    private static async Task<(Answer First, Answer Second)> TwiceAsync(
        Person person,
        Answer page,
        bool answered,
        string? code
    )
    {
        var form = Form(page, code);
        if (answered)
        {
            return (
                await person.SendAsync(form.Url, form.Fields),
                await person.SendAsync(form.Url, form.Fields)
            );
        }

        var cookies = CookiesOf(person);
        var first = SendAsync(person, form, cookies);
        var second = SendAsync(person, form, cookies);
        return (await first, await second);
    }

    private static async Task<Answer> SendAsync(
        Person person,
        (string Url, (string, string)[] Fields) form,
        string cookies
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Url);
        request.Headers.Add("Cookie", cookies);
        request.Content = new FormUrlEncodedContent(
            form.Fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        return await Answer.ReadAsync((await person.Browser.SendAsync(request)).Response);
    }

    private static string CookiesOf(Person person) =>
        person.Browser.Cookies.GetCookieHeader(new Uri("https://localhost/two-factor/account"));

    private static (string Url, (string, string)[] Fields) Form(Answer page, string? code)
    {
        var form = page
            .Document.QuerySelectorAll("form[method=post]")
            .First(it => code is null || it.QuerySelector("#code") is not null);
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""));
        return (
            form.GetAttribute("action")!,
            [.. hidden, .. code is null ? [] : new[] { ("code", code) }]
        );
    }

    private static async Task AssertVerifiedAsync(Person person)
    {
        var status = (await person.Browser.StatusAsync()).Json;
        Assert.Equal("verified", status.GetProperty("you").GetProperty("state").GetString());
    }

    private static void AssertSame(Answer first, Answer second, bool answered)
    {
        Assert.Equal(HttpStatusCode.SeeOther, first.Status);
        Assert.Equal(HttpStatusCode.SeeOther, second.Status);
        Assert.Equal(first.Location, second.Location);
        if (!answered)
        {
            Assert.Equal(first.Header("Set-Cookie"), second.Header("Set-Cookie"));
        }
    }
}
