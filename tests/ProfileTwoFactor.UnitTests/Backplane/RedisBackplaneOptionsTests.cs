using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Redis;
using StackExchange.Redis;

namespace ProfileTwoFactor.UnitTests.Backplane;

public sealed class RedisBackplaneOptionsTests
{
    [Theory]
    [InlineData("server")]
    [InlineData("server:6379,password=secret,ssl=true")]
    public void Configuration_OfAServer_IsTaken(string configuration) =>
        Assert.Equal(
            configuration,
            Read(options => options.Configuration = configuration).Configuration
        );

    [Fact]
    public void Options_WithoutAChoiceOrWithTwo_AreRefused()
    {
        Action<RedisBackplaneOptions>[] wrong =
        [
            _ => { },
            options =>
            {
                options.Configuration = "server";
                options.ConfigurationOptions = new ConfigurationOptions();
            },
        ];

        Assert.All(
            wrong,
            configure =>
            {
                var refusal = Assert.Throws<OptionsValidationException>(() => Read(configure));
                Assert.Contains(
                    "AddRedisBackplane(...)",
                    refusal.Message,
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("password=secret")]
    [InlineData("server:6379,password=secret,nonsense=1")]
    public void Configuration_ThatNamesNoServer_IsRefusedWithoutItsPassword(string configuration)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() =>
            Read(options => options.Configuration = configuration)
        );

        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    private static RedisBackplaneOptions Read(Action<RedisBackplaneOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddProfileTwoFactor().AddRedisBackplane(configure);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<RedisBackplaneOptions>>().Value;
    }
}
