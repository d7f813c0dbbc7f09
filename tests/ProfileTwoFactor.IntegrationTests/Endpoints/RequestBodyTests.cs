using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ProfileTwoFactor.IntegrationTests.Endpoints;

public sealed class RequestBodyTests
{
    private const string Verify = $"{EndpointClient.Profile}/verify";

    [Fact]
    public async Task OddBody_IsRefusedAndReachesNothing()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        foreach (var (name, bytes) in OddBodies.All)
        {
            using var known = await client.SendAsync(HttpMethod.Post, Verify, Json(bytes));
            using var chunked = await client.SendAsync(
                HttpMethod.Post,
                Verify,
                new UnknownLengthContent(bytes, "application/json")
            );

            Assert.True(known.StatusCode == HttpStatusCode.BadRequest, name);
            Assert.True(chunked.StatusCode == HttpStatusCode.BadRequest, name);
            await ProblemAssert.IsAsync(known, 400, "invalid-request");
            await ProblemAssert.IsAsync(chunked, 400, "invalid-request");
        }

        Assert.Empty(host.Manager.Calls);
        Assert.True(OddBodies.All.Count() >= 60);
    }

    [Theory]
    [InlineData("\"2026-12-01T09:00:00\"", "offset")]
    [InlineData("\"2026-12-01T09:00\"", "offset")]
    [InlineData("\"2026-12-01\"", "ISO 8601")]
    [InlineData("\"01/12/2026 09:00:00Z\"", "ISO 8601")]
    [InlineData("\"2026-13-01T09:00:00Z\"", "ISO 8601")]
    [InlineData("\"2026-12-01T09:00:00+25:00\"", "ISO 8601")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"", "ISO 8601")]
    [InlineData("\" 2026-12-01T09:00:00Z\"", "ISO 8601")]
    [InlineData("\"tomorrow\"", "ISO 8601")]
    [InlineData("\"\"", "ISO 8601")]
    [InlineData("1796083200", "string or null")]
    [InlineData("false", "string or null")]
    [InlineData("{}", "string or null")]
    public async Task Date_ThatCanBeReadInTwoWaysOrNone_IsRefusedByName(string date, string says)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        foreach (
            var (method, call, body) in new[]
            {
                ("POST", "enable", $$"""{"code":"123456","enforceFrom":{{date}}}"""),
                ("PUT", "enforcement", $$"""{"enforceFrom":{{date}}}"""),
            }
        )
        {
            using var answer = await client.SendJsonAsync(
                method,
                $"{EndpointClient.Profile}/{call}",
                body
            );

            await ProblemAssert.IsAsync(answer, 400, "invalid-request");
            using var problem = await EndpointClient.ReadAsync(answer);
            var detail = problem.RootElement.GetProperty("detail").GetString()!;
            Assert.Contains("enforceFrom", detail, StringComparison.Ordinal);
            Assert.Contains(says, detail, StringComparison.Ordinal);
        }

        Assert.Empty(host.Manager.Calls);
    }

    /// <summary>"Now" ends the notice for every member, so it has to be said.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    public async Task Enforcement_WithoutADate_IsRefused(string? body)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.SendJsonAsync(
            "PUT",
            $"{EndpointClient.Profile}/enforcement",
            body
        );

        await ProblemAssert.IsAsync(answer, 400, "invalid-request");
        Assert.Empty(host.Manager.Calls);
    }

    [Theory]
    [InlineData("""{"code":"123456"}""", "verify acme 123456")]
    [InlineData(""" { "code" : "123456" } """, "verify acme 123456")]
    [InlineData("""{"c\u006fde":"\u0031"}""", "verify acme 1")]
    [InlineData("""{"code":""}""", "verify acme ")]
    [InlineData("""{"code":" 12 34-56\n"}""", "verify acme  12 34-56\n")]
    [InlineData("""{"code":"١٢٣٤٥٦"}""", "verify acme ١٢٣٤٥٦")]
    [InlineData("""{"code":"a","extra":[1,{"x":null}]}""", "verify acme a")]
    [InlineData("""{"code":"a","profileId":"acme","sid":"acme"}""", "verify acme a")]
    [InlineData("""{"backupCode":"aaaa"}""", "backup acme aaaa")]
    public async Task UnusualButClearBody_ReachesTheManagerUnchanged(string body, string call)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.PostAsync(Verify, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(call, Assert.Single(host.Manager.Calls));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json; charset=\"UTF-8\"", true)]
    [InlineData("application/vnd.example+json", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json, text/plain", false)]
    [InlineData("text/plain", false)]
    [InlineData("text/json", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData("json", false)]
    [InlineData(null, false)]
    public async Task Body_OfAnotherType_IsRefused(string? contentType, bool accepted)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"code":"123456"}"""));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await client.SendAsync(HttpMethod.Post, Verify, content);

        if (accepted)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        else
        {
            await ProblemAssert.IsAsync(answer, 400, "invalid-request");
            Assert.Empty(host.Manager.Calls);
        }
    }

    [Theory]
    [InlineData("binding")]
    [InlineData("replace")]
    [InlineData("backup-codes")]
    [InlineData("disable")]
    [InlineData("members/m2/reset")]
    public async Task BodilessPost_IsFineWhateverItsContentType(string path)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        foreach (var type in (string?[])[null, "text/plain", "application/json", "nonsense"])
        {
            foreach (
                var content in (HttpContent[])
                    [new ByteArrayContent([]), new UnknownLengthContent([], null)]
            )
            {
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var answer = await client.SendAsync(
                    HttpMethod.Post,
                    $"{EndpointClient.Profile}/{path}",
                    content
                );

                Assert.True(answer.IsSuccessStatusCode, type);
            }
        }
    }

    [Theory]
    [InlineData("binding", "[]")]
    [InlineData("disable", "{")]
    [InlineData("disable", """{"profileId":"beta"}""")]
    [InlineData("members/m2/reset", """{"sid":"beta"}""")]
    public async Task CallWithoutACode_StillReadsItsBodyStrictly(string path, string body)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.PostAsync($"{EndpointClient.Profile}/{path}", body);

        await ProblemAssert.IsAsync(answer, 400, "invalid-request");
        Assert.Empty(host.Manager.Calls);
    }

    [Theory]
    [InlineData("enable")]
    [InlineData("bind")]
    public async Task BackupCode_WhereOnlyACodeCounts_IsRefused(string path)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.PostAsync(
            $"{EndpointClient.Profile}/{path}",
            """{"backupCode":"aaaa"}"""
        );

        await ProblemAssert.IsAsync(answer, 400, "invalid-request");
        Assert.Empty(host.Manager.Calls);
    }

    [Fact]
    public async Task Body_OfExactlyTheLimit_IsRead()
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.PostAsync(Verify, """{"code":"123456"}""".PadRight(4096));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("?sid=beta")]
    [InlineData("?profileId=beta")]
    [InlineData("?SID=beta")]
    [InlineData("?sid=ACME")]
    [InlineData("?sid")]
    [InlineData("?sid=")]
    [InlineData("?sid=acme&sid=acme")]
    [InlineData("?sid=acme&profileId=beta")]
    [InlineData("?sid=acme&sid=beta")]
    [InlineData("?s%69d=beta")]
    public async Task Query_ThatNamesAnotherProfile_IsRefused(string query)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var read = await client.GetAsync(EndpointClient.Profile + query);
        using var change = await client.PostAsync(Verify + query, """{"code":"123456"}""");

        await ProblemAssert.IsAsync(read, 400, "invalid-request");
        await ProblemAssert.IsAsync(change, 400, "invalid-request");
        Assert.Empty(host.Manager.Calls);
    }

    [Theory]
    [InlineData("?sid=acme")]
    [InlineData("?sid=acme&profileId=acme")]
    [InlineData("?other=beta")]
    public async Task Query_ThatAgrees_IsFine(string query)
    {
        await using var host = await EndpointHost.StartAsync();
        var client = await host.SignedInAsync();

        using var answer = await client.GetAsync(EndpointClient.Profile + query);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static ByteArrayContent Json(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
