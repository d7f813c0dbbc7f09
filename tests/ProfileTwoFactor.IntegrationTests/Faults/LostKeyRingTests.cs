using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Faults;

/// <summary>The keys that encrypt the secrets are gone: unavailable, never "not bound", never "off".</summary>
public sealed class LostKeyRingTests
{
    [Fact]
    public async Task A_lost_key_ring_opens_nothing_changes_nothing_and_its_return_restores_all()
    {
        var protector = new FragileProtector();
        await using var engine = await TestEngine.StartAsync(services: services =>
            services.AddSingleton<ISecretProtector>(protector)
        );
        var (_, mark, app) = await engine.WithMarkAsync();
        var laptop = await engine.Host.BrowserAsync("mark");
        var before = (await engine.RecordAsync("mark"))!;
        protector.Lost = true;

        for (var i = 0; i < 7; i++)
        {
            AnswerAssert.Unavailable(await laptop.VerifyAsync(app.CurrentCode()));
        }

        AnswerAssert.Refused(401, "verification-required", await laptop.GetAsync("/p/acme"));
        AnswerAssert.Refused(
            409,
            "already-bound",
            await laptop.ProfilePostAsync("acme", "binding")
        );
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        var after = (await engine.RecordAsync("mark"))!;
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Active!.Primary.ProtectedSecret, after.Active!.Primary.ProtectedSecret);
        protector.Lost = false;
        AnswerAssert.Ok(await laptop.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task No_member_binds_or_enables_while_the_keys_are_gone()
    {
        var protector = new FragileProtector();
        await using var engine = await TestEngine.StartAsync(services: services =>
            services.AddSingleton<ISecretProtector>(protector)
        );
        var owner = await engine.Host.BrowserAsync("olivia");
        var app = await owner.BeginAsync();
        protector.Lost = true;

        AnswerAssert.Unavailable(
            await owner.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );
        AnswerAssert.Unavailable(await owner.ProfilePostAsync("acme", "binding"));

        protector.Lost = false;
        AnswerAssert.Ok(
            await owner.ProfilePostAsync("acme", "enable", new { code = app.CurrentCode() })
        );
    }

    [Fact]
    public async Task A_secret_cut_short_is_unavailable_and_has_no_codes_that_can_be_computed()
    {
        var protector = new FragileProtector();
        await using var engine = await TestEngine.StartAsync(services: services =>
            services.AddSingleton<ISecretProtector>(protector)
        );
        var (_, mark, _) = await engine.WithMarkAsync();
        protector.CutShort = true;

        AnswerAssert.Unavailable(await mark.VerifyAsync("328482"));
    }

    private sealed class FragileProtector : ISecretProtector
    {
        private readonly DataProtectionSecretProtector _inner = new(
            new EphemeralDataProtectionProvider()
        );

        public bool Lost { get; set; }

        public bool CutShort { get; set; }

        public byte[] Protect(BindingKey key, ReadOnlySpan<byte> secret) =>
            Lost ? throw new CryptographicException("No key.") : _inner.Protect(key, secret);

        public byte[] Unprotect(BindingKey key, byte[] protectedSecret) =>
            Lost ? throw new CryptographicException("No key.")
            : CutShort ? []
            : _inner.Unprotect(key, protectedSecret);
    }
}
