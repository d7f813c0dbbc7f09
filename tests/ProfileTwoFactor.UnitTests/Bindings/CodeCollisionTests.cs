using System.Buffers.Binary;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Bindings;

/// <summary>A secret whose steps 58,000,000 and 58,000,001 happen to give the same six digits.</summary>
public sealed class CodeCollisionTests
{
    private const long Step = 58_000_000;
    private const string Digits = "938413";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Digits_that_two_steps_share_count_once(int seenAt)
    {
        await using var engine = new BindingEngine(Secret());
        engine.Clock.AdjustTime(DateTimeOffset.FromUnixTimeSeconds((Step + seenAt) * 30));

        Assert.Equal(CodeStatus.Accepted, (await engine.VerifyAsync(Digits)).Status);
        Assert.Equal(CodeStatus.Replayed, (await engine.VerifyAsync(Digits)).Status);

        var record = await engine.RecordAsync();
        Assert.Equal(Step + 1, record.Active!.Primary.LastAcceptedStep);
        Assert.Equal(0, record.Failures);
    }

    [Fact]
    public void The_secret_really_collides()
    {
        Assert.Equal(Digits, TotpAlgorithm.Compute(Secret(), Step));
        Assert.Equal(Digits, TotpAlgorithm.Compute(Secret(), Step + 1));
    }

    private static byte[] Secret()
    {
        var secret = new byte[20];
        secret.AsSpan(0, 12).Fill((byte)'0');
        BinaryPrimitives.WriteInt64BigEndian(secret.AsSpan(12), 3_055_703);
        return secret;
    }
}
