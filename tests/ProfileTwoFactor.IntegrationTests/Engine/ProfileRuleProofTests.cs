using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.IntegrationTests.Engine.ProfileRulesBed;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>The proof before a first binding that an Owner requires, and that no one may be locked out by.</summary>
public sealed class ProfileRuleProofTests
{
    private readonly RecordingCodeSender _mail = new();

    [Fact]
    public async Task A_proof_that_the_owner_requires_is_required_before_a_first_binding()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        var mark = await engine.Host.BrowserAsync("mark");
        // Begun while nothing was required.
        var begun = await mark.BeginAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "required" }));

        AnswerAssert.Refused(
            409,
            "no-pending-binding",
            await mark.ProfilePostAsync("acme", "bind", new { code = begun.Code() })
        );
        var refused = await mark.ProfilePostAsync("acme", "binding");
        AnswerAssert.Refused(401, "enrollment-proof-required", refused);
        Assert.DoesNotContain("otpauth", refused.Body, StringComparison.Ordinal);
        var issued = await owner.ProfilePostAsync(
            "acme",
            $"members/{TestDirectory.MemberId("acme", "mark")}/enrollment-pass"
        );
        AnswerAssert.Ok(issued);
        AnswerAssert.Ok(
            await mark.ProfilePostAsync(
                "acme",
                "binding",
                new { proof = issued.Json.GetProperty("pass").GetString() }
            )
        );
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "none" }));
        AnswerAssert.Ok(
            await (await engine.Host.BrowserAsync("mei")).ProfilePostAsync("acme", "binding")
        );
    }

    /// <summary>Also for the Owner who enables again: a stolen password of theirs isn't enough.</summary>
    [Fact]
    public async Task A_proof_that_the_owner_requires_is_required_of_the_owner_who_enables_again()
    {
        await using var engine = await StartAsync(sender: _mail);
        var (owner, _) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "required" }));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));

        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await owner.ProfilePostAsync("acme", "binding")
        );
        await owner.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Ok(
            await owner.ProfilePostAsync("acme", "binding", new { proof = _mail.Code })
        );
    }

    /// <summary>An Owner required a proof, and then the app stopped to mail codes: the Owner could never enable again.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    public async Task A_proof_that_no_owner_can_give_any_more_can_be_dropped_while_disabled(
        string? value
    )
    {
        var events = new RecordedEvents();
        await using var engine = await StartAsync(events, mail: false);
        var (owner, _) = await engine.Host.EnableAsync();
        await WriteAsync(
            engine,
            new() { EnrollmentProof = EnrollmentProof.Required, Message = "Ask me." }
        );
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));

        var begun = await owner.ProfilePostAsync("acme", "binding");

        AnswerAssert.Refused(401, "enrollment-proof-required", begun);
        Assert.Contains("Set the rule to null", begun.Body, StringComparison.Ordinal);
        var mailed = await owner.ProfilePostAsync("acme", "enrollment/email");
        AnswerAssert.Refused(409, "conflict", mailed);
        Assert.DoesNotContain("Ask the Owner", mailed.Body, StringComparison.Ordinal);
        // Nothing else, and no other person.
        foreach (
            var body in new[]
            {
                """{"enrollmentProof":null,"window":3600}""",
                """{"enrollmentProof":null,"message":null}""",
                """{"enrollmentProof":"required"}""",
                """{"window":3600}""",
                "{}",
            }
        )
        {
            AnswerAssert.Refused(409, "not-enabled", await SendAsync(owner, body));
        }

        var mark = await engine.Host.BrowserAsync("mark");
        AnswerAssert.Refused(
            403,
            "not-owner",
            await mark.PolicyAsync(new { enrollmentProof = value })
        );
        var dropped = await owner.PolicyAsync(new { enrollmentProof = value });
        AnswerAssert.Ok(dropped);
        Assert.Equal("Ask me.", Message(dropped));
        var change = Assert.Single(events.Of<ProfilePolicyChanged>());
        Assert.Equal("enrollmentProof", Assert.Single(change.Changes).Name);
        await owner.EnableAsync();
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    /// <summary>Where codes are mailed, the rule protects the Owner from who knows only the password.</summary>
    [Fact]
    public async Task A_proof_that_the_owner_can_give_is_not_dropped_with_a_password_alone()
    {
        await using var engine = await StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { enrollmentProof = "required" }));
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));

        AnswerAssert.Refused(
            409,
            "not-enabled",
            await owner.PolicyAsync(new { enrollmentProof = (string?)null })
        );
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await owner.ProfilePostAsync("acme", "binding")
        );
    }

    /// <summary>With the app's own option there is nothing that an Owner could drop.</summary>
    [Fact]
    public async Task A_proof_that_the_app_requires_is_not_dropped_while_disabled()
    {
        await using var engine = await StartAsync(
            configure: options => options.EnrollmentProof = EnrollmentProof.Required,
            mail: false
        );
        var owner = await engine.Host.BrowserAsync("olivia");
        var begun = await owner.ProfilePostAsync("acme", "binding");
        AnswerAssert.Refused(401, "enrollment-proof-required", begun);
        Assert.Contains("the support of the site", begun.Body, StringComparison.Ordinal);
        AnswerAssert.Refused(
            409,
            "not-enabled",
            await owner.PolicyAsync(new { enrollmentProof = (string?)null })
        );
    }

    [Fact]
    public async Task What_the_app_requires_no_owner_can_switch_off()
    {
        await using var engine = await StartAsync(
            sender: _mail,
            configure: options => options.EnrollmentProof = EnrollmentProof.Required
        );
        var owner = await engine.Host.BrowserAsync("olivia");
        await owner.ProfilePostAsync("acme", "enrollment/email");
        var begun = await owner.ProfilePostAsync("acme", "binding", new { proof = _mail.Code });
        var app = new FakeAuthenticator(
            begun.Json.GetProperty("secret").GetString()!,
            engine.Clock
        );
        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "enable", new { code = app.Code() }));

        var refused = await owner.PolicyAsync(new { enrollmentProof = "none" });

        AnswerAssert.Refused(400, "invalid-request", refused);
        Assert.Contains("this app requires a proof", refused.Body, StringComparison.Ordinal);
        // Not even by what is stored.
        await WriteAsync(engine, new() { EnrollmentProof = EnrollmentProof.None });
        AnswerAssert.Refused(
            401,
            "enrollment-proof-required",
            await (await engine.Host.BrowserAsync("mark")).ProfilePostAsync("acme", "binding")
        );
    }

    [Theory]
    [InlineData(true, "this app mails no codes")]
    [InlineData(false, "doesn't let Owners choose")]
    public async Task A_proof_that_no_owner_could_give_cannot_be_required(
        bool allowed,
        string named
    )
    {
        await using var engine = await StartAsync(
            configure: options => options.PolicyLimits.AllowEnrollmentProof = allowed,
            mail: !allowed
        );
        var (owner, _) = await engine.Host.EnableAsync();

        var refused = await owner.PolicyAsync(new { enrollmentProof = "required" });

        AnswerAssert.Refused(400, "invalid-request", refused);
        Assert.Contains(
            named,
            refused.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["none"],
            (await owner.StatusAsync())
                .Json.GetProperty("policy")
                .GetProperty("limits")
                .GetProperty("enrollmentProof")
                .EnumerateArray()
                .Select(one => one.GetString())
        );
    }
}
