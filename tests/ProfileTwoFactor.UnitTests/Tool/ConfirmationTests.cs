namespace ProfileTwoFactor.UnitTests.Tool;

/// <summary>What an operator types at a terminal decides whether something is changed.</summary>
public sealed class ConfirmationTests
{
    [Theory]
    [InlineData("profile", "acme\n")]
    [InlineData("member", "mark\n")]
    [InlineData("account", "olivia\n")]
    [InlineData("profile", "  acme\t\r\n")]
    [InlineData("profile", "acme")]
    public async Task Confirm_WithTheId_ChangesIt(string what, string typed)
    {
        using var file = await CreateAsync();

        var (answer, asked) = await file.TypeAsync(typed, 0, Change(what));

        Assert.Equal(1, answer.GetProperty("removed").GetInt32());
        Assert.Contains($"Type {typed.Trim()} to confirm: ", asked, StringComparison.Ordinal);
        Assert.Single(await file.JobsAsync());
    }

    [Theory]
    [InlineData("profile", "acm\n")]
    [InlineData("profile", "ACME\n")]
    [InlineData("profile", "yes\n")]
    [InlineData("profile", "\nacme\n")]
    // The profile's id, where the member's is asked for.
    [InlineData("member", "acme\n")]
    [InlineData("account", "mark\n")]
    [InlineData("profile", "")]
    [InlineData("member", "")]
    [InlineData("account", "")]
    public async Task Confirm_WithAnythingElse_ChangesNothing(string what, string typed)
    {
        using var file = await CreateAsync();

        var (answer, _) = await file.TypeAsync(typed, 7, Change(what));

        Assert.Equal("not-confirmed", answer.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(await file.JobsAsync());
        // All of it is still there to be removed.
        await file.RunAsync(0, [.. Change(what), "--yes"]);
    }

    [Fact]
    public async Task Confirm_WithYes_AsksNothing()
    {
        using var file = await CreateAsync();

        var (_, asked) = await file.TypeAsync("no\n", 0, [.. Change("profile"), "--yes"]);

        Assert.Equal("", asked);
    }

    [Fact]
    public async Task Confirm_WithNothingToRemove_AsksNothing()
    {
        using var file = await CreateAsync();

        var (_, asked) = await file.TypeAsync(
            "mei\n",
            6,
            "reset",
            "--profile",
            "acme",
            "--member",
            "mei",
            "--reason",
            "Ticket 4711"
        );

        Assert.Equal("", asked);
    }

    private static async Task<ToolFile> CreateAsync()
    {
        var file = await ToolFile.CreateAsync();
        await file.AddMemberAsync("mark");
        await file.AddAccountAsync("olivia");
        return file;
    }

    private static string[] Change(string what) =>
        [
            .. what switch
            {
                "profile" => new[] { "disable-profile", "--profile", "acme" },
                "member" => ["reset", "--profile", "acme", "--member", "mark"],
                _ => ["reset", "--account", "olivia"],
            },
            "--reason",
            "Ticket 4711",
        ];
}
