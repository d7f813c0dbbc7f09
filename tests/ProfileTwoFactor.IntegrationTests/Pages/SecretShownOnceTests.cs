namespace ProfileTwoFactor.IntegrationTests.Pages;

public sealed class SecretShownOnceTests
{
    [Fact]
    public async Task No_secret_is_shown_by_two_responses()
    {
        await using var host = await PagesHost.StartAsync();
        var bodies = new List<string>
        {
            (await host.GetAsync(PagesHost.Bind)).Body,
            (await host.PostAsync(PagesHost.Bind, ("code", "000000"))).Body,
            (await host.GetAsync(PagesHost.Bind)).Body,
            (await host.PostAsync(PagesHost.Bind, ("code", FakeManager.RightCode))).Body,
            (await host.GetAsync(PagesHost.Bind)).Body,
            (await host.GetAsync(PagesHost.Manage)).Body,
        };

        foreach (var number in new[] { 1, 2 })
        {
            var secret = FakeManager.SecretNumber(number);
            Assert.Single(
                bodies,
                body =>
                    body.Replace(" ", "", StringComparison.Ordinal)
                        .Contains(secret, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Backup_codes_are_shown_by_the_response_that_issued_them_only()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = host.Manager.Verified = true;

        var issued = await host.PostAsync(PagesHost.Manage + "?handler=codes");
        var later = await host.GetAsync(PagesHost.Manage);

        Assert.Equal(10, issued.Document.QuerySelectorAll(".ptf-codes li").Length);
        Assert.Contains("QR0T-VWXY-Z234-5670", issued.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("VWXY-Z234", later.Body, StringComparison.Ordinal);
        Assert.Contains("10 left", later.Text, StringComparison.Ordinal);
        Assert.False(issued.Message.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_code_in_the_address_is_not_taken()
    {
        await using var host = await PagesHost.StartAsync();
        host.Manager.IsBound = true;

        var page = await host.PostAsync(PagesHost.Verify + "?code=" + FakeManager.RightCode);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, page.Status);
        Assert.False(host.Manager.Verified);
    }
}
