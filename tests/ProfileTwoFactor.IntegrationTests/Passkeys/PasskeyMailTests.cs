using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Notifications;
using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Passkeys;

/// <summary>What people and the audit trail learn about passkeys.</summary>
public sealed class PasskeyMailTests
{
    [Fact]
    public async Task Counter_ThatGoesBack_IsToldToTheMemberOnce_AndToTheAuditTrail()
    {
        var sink = new RecordingSink();
        await using var host = await MailHost.StartAsync(services: services =>
        {
            services.AddSingleton(sink);
            services.AddProfileTwoFactor().AddPasskeys().AddAuditSink<RecordingSink>();
        });
        await host.Gate.EnableAsync();
        var mark = await host.Gate.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator { SignCount = 10 };
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        key.SignCount = 3;

        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(key));

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.PasskeyDisabled, 1));
        Assert.Equal("mark@example.com", mail.To);
        var told = Assert.Single(sink.All.OfType<PasskeyDisabled>());
        Assert.Equal("acme-mark", told.Context.MemberId);
        Assert.DoesNotContain(sink.All, it => it is CodeRefused);
    }

    [Fact]
    public async Task Passkey_ThatIsBound_IsToldToTheMember()
    {
        await using var host = await MailHost.StartAsync(services: services =>
            services.AddProfileTwoFactor().AddPasskeys()
        );
        await host.Gate.EnableAsync();
        var mark = await host.Gate.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();

        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.AuthenticatorBound, 1));
        Assert.Equal("mark@example.com", mail.To);
    }
}
