using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Audit;
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
    public async Task Passkey_ThatIsUsedOrRefused_IsNoCodeInTheAuditTrail()
    {
        var sink = new RecordingSink();
        await using var engine = await PasskeyBed.StartAsync(services: services =>
        {
            services.AddSingleton(sink);
            services.AddProfileTwoFactor().AddAuditSink<RecordingSink>();
        });
        await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        var before = sink.All.Count;

        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));
        key.RelyingPartyId = "evil.example";
        AnswerAssert.Refused(400, "invalid-code", await mark.VerifyPasskeyAsync(key));
        (key.RelyingPartyId, key.VerifiesUser) = (null, false);
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));

        Assert.Equal(
            ["PasskeyVerified", "PasskeyRefused", "PasskeyVerified"],
            sink.All.Skip(before).Select(it => it.GetType().Name)
        );
        Assert.Equal(
            [(0, true), (1, false)],
            sink.All.OfType<PasskeyVerified>().Select(it => (it.FailuresBefore, it.IsUserVerified))
        );
        Assert.Equal(1, Assert.Single(sink.All.OfType<PasskeyRefused>()).Failures);
        Assert.Equal(
            [true, null, false],
            sink.All.Skip(before).Select(it => AuditLine.From(it).UserVerified)
        );
    }

    [Fact]
    public async Task Passkey_AfterALockOut_IsToldToTheMember()
    {
        await using var host = await MailHost.StartAsync(services: services =>
            services.AddProfileTwoFactor().AddPasskeys()
        );
        await host.Gate.EnableAsync();
        var (mark, app) = await host.Gate.BindAsync("mark");
        using var key = new FakePasskeyAuthenticator();
        AnswerAssert.Ok(await mark.BindPasskeyAsync(key));
        for (var guess = 0; guess < 5; guess++)
        {
            AnswerAssert.Refused(400, "invalid-code", await mark.VerifyAsync(app.WrongCode()));
        }

        host.Gate.Clock.Advance(TimeSpan.FromMinutes(1));
        AnswerAssert.Ok(await mark.VerifyPasskeyAsync(key));

        var mail = Assert.Single(await host.MailsAsync(TwoFactorMailKind.VerifiedAfterLockOut, 1));
        Assert.Equal("mark@example.com", mail.To);
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
