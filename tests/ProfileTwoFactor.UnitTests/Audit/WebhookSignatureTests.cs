using System.Globalization;
using System.Text;
using ProfileTwoFactor.Audit;
using Shop;

namespace ProfileTwoFactor.UnitTests.Audit;

/// <summary>What the package signs, checked by the code that the docs give to receivers.</summary>
public sealed class WebhookSignatureTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string NewKey = "fedcba9876543210fedcba9876543210";
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"id":"1","kind":"LockedOut"}"""
    );

    /// <summary>Computed with <c>openssl dgst -sha256 -hmac</c>.</summary>
    [Fact]
    public void Signature_OfAKnownRequest_IsThatOfOtherTools() =>
        Assert.Equal(
            "v1=09becf2ea009021acad5d1eec3940742832979eae8de85905927daa3e0e6769a",
            WebhookSignature.Create("1795939200", Body, Key)
        );

    [Fact]
    public void Request_AsItWasSent_IsAccepted() => Assert.True(IsValid(Sign(Key), Body));

    [Fact]
    public void Request_DuringAChangeOfTheKey_IsAcceptedWithEither()
    {
        var both = Sign(NewKey, Key);

        Assert.True(IsValid(both, Body, Key));
        Assert.True(IsValid(both, Body, NewKey));
    }

    [Fact]
    public void Request_WithAnotherBodyTimeOrKey_IsRefused()
    {
        byte[] changed = [.. Body, (byte)' '];

        Assert.False(IsValid(Sign(Key), changed));
        Assert.False(IsValid(Sign(Key), Body, NewKey));
        Assert.False(IsValid(Sign(Key), Body, shift: TimeSpan.FromSeconds(1)));
        Assert.False(IsValid(null, Body));
        Assert.False(IsValid("v1=", Body));
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public void Request_ThatIsSentLater_IsRefused(int seconds)
    {
        var then = Timestamp(Now);

        Assert.False(
            AuditSignature.IsValid(
                then,
                WebhookSignature.Create(then, Body, Key),
                Body,
                Key,
                Now.AddSeconds(seconds)
            )
        );
    }

    private static string Timestamp(DateTimeOffset time) =>
        time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Sign(params string[] keys) =>
        WebhookSignature.Create(Timestamp(Now), Body, keys);

    private static bool IsValid(
        string? signature,
        byte[] body,
        string key = Key,
        TimeSpan shift = default
    ) => AuditSignature.IsValid(Timestamp(Now + shift), signature, body, key, Now);
}
