using ProfileTwoFactor.Internal;

namespace ProfileTwoFactor.UnitTests.Audit;

public sealed class AuditOptionsTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void File_ThatIsAbsolute_IsAccepted() =>
        Assert.Empty(Of(new AuditFileOptions { Path = "/a/b" }));

    [Theory]
    [InlineData("")]
    [InlineData("audit.ndjson")]
    [InlineData("/tmp/")]
    [InlineData("/tmp")]
    public void File_ThatIsNoAbsolutePathOfAFile_IsNamed(string path) =>
        Assert.StartsWith(
            $"AuditFileOptions.Path is '{path}', but",
            Assert.Single(Of(new AuditFileOptions { Path = path })),
            StringComparison.Ordinal
        );

    [Fact]
    public void File_WithSeveralMistakes_NamesAll() =>
        Assert.Equal(
            3,
            Of(
                new AuditFileOptions
                {
                    Path = "x",
                    MaxFileBytes = 4095,
                    KeptFiles = 0,
                }
            ).Count
        );

    [Fact]
    public void Webhook_WithUrlKeyAndFolder_IsAccepted() => Assert.Empty(Of(Webhook()));

    [Theory]
    [InlineData("https://siem.example.com/x", true)]
    [InlineData("http://127.0.0.1:5000/x", true)]
    [InlineData("http://localhost/x", true)]
    [InlineData("http://[::1]/x", true)]
    [InlineData("http://siem.example.com/x", false)]
    [InlineData("ftp://siem.example.com/x", false)]
    [InlineData("https://me:secret@siem.example.com/x", false)]
    [InlineData("https://siem.example.com/x#part", false)]
    [InlineData("/x/y", false)]
    [InlineData("siem.example.com", false)]
    public void Webhook_Address_MustBeEncryptedOrThisMachine(string url, bool isAccepted)
    {
        var mistakes = Of(
            Webhook(options => options.Url = new Uri(url, UriKind.RelativeOrAbsolute))
        );

        Assert.Equal(isAccepted, mistakes.Count == 0);
        Assert.All(mistakes, one => Assert.DoesNotContain("secret", one, StringComparison.Ordinal));
    }

    [Fact]
    public void Webhook_WithNothingSet_NamesAllThatIsMissing()
    {
        var mistakes = Of(new AuditWebhookOptions());

        Assert.Equal(3, mistakes.Count);
        Assert.Contains(mistakes, one => one.Contains(".Url is not set", StringComparison.Ordinal));
        Assert.Contains(mistakes, one => one.Contains(".SigningKey is", StringComparison.Ordinal));
        Assert.Contains(mistakes, one => one.Contains(".SpoolPath is", StringComparison.Ordinal));
    }

    [Fact]
    public void Webhook_Key_IsNeverRepeated()
    {
        var mistakes = Of(
            Webhook(options =>
            {
                options.SigningKey = "short-secret";
                options.PreviousSigningKey = "other-secret";
            })
        );

        Assert.Equal(2, mistakes.Count);
        Assert.All(mistakes, one => Assert.DoesNotContain("secret", one, StringComparison.Ordinal));
    }

    [Fact]
    public void Webhook_ValuesBeyondTheirLimits_AreNamed()
    {
        var mistakes = Of(
            Webhook(options =>
            {
                options.MaxPendingEvents = 0;
                options.Timeout = TimeSpan.Zero;
                options.RetryDelay = TimeSpan.FromHours(2);
                options.MaxRetryDelay = TimeSpan.FromHours(2);
                options.GiveUpAfter = TimeSpan.FromDays(91);
            })
        );

        Assert.Equal(4, mistakes.Count);
    }

    private static AuditWebhookOptions Webhook(Action<AuditWebhookOptions>? change = null)
    {
        var options = new AuditWebhookOptions
        {
            Url = new Uri("https://siem.example.com/events"),
            SigningKey = Key,
            SpoolPath = "/var/lib/spool",
        };
        change?.Invoke(options);
        return options;
    }

    private static IReadOnlyList<string> Of(AuditFileOptions options) =>
        [.. new AuditFileOptionsValidator().Validate(null, options).Failures ?? []];

    private static IReadOnlyList<string> Of(AuditWebhookOptions options) =>
        [.. new AuditWebhookOptionsValidator().Validate(null, options).Failures ?? []];
}
