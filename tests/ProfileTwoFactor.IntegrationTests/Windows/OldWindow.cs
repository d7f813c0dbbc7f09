using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A window as a release wrote it that knew no lists: in the cache, and nowhere else.</summary>
internal static class OldWindow
{
    public static async Task OpenAsync(TestEngine engine, string user, string cookie)
    {
        var record = (await engine.RecordAsync(user))!;
        var key = WindowKey.Create(
            record.Key,
            record.Active!.BindingId,
            securityStamp: null,
            new WindowToken(WindowCarrier.Cookie, cookie)
        );
        await engine.Host.App.Services.GetRequiredService<WindowStore>().OpenAsync(key);
    }
}
