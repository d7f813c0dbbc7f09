using System.Diagnostics.Metrics;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.IntegrationTests.Engine;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.IntegrationTests.Machines.Support;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Machines;

/// <summary>Callers without a person at the gate of a profile: refused until the Owner says otherwise, and never more than the rules say.</summary>
public sealed class MachineCallerTests
{
    private const string Creators = "allow-while-creator-bound";
    private readonly TestMachineCallers _callers = new();

    [Fact]
    public async Task A_key_is_refused_until_the_Owner_admits_keys()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();

        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));

        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "deny" }));
        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = (string?)null }));
        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task A_key_passes_where_two_factor_authentication_is_off()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);

        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));
        AnswerAssert.Ok(await engine.Host.GetAsync("/p/acme/fresh", key: "k1:mark"));
    }

    [Fact]
    public async Task Before_the_date_a_key_is_admitted_as_people_are_and_refused_from_then_on()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var owner = await engine.Host.BrowserAsync("olivia");
        await owner.EnableFromAsync(engine.Clock.GetUtcNow().AddDays(1));

        var early = await KeyAsync(engine, "k1:mark");
        AnswerAssert.Ok(early);
        Assert.NotNull(early.Header("ProfileTwoFactor-Enforced-From"));
        engine.Clock.Advance(TimeSpan.FromDays(1));

        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
    }

    [Theory]
    [InlineData("deny", false, false)]
    [InlineData(Creators, true, false)]
    [InlineData("allow", true, true)]
    public async Task Each_value_admits_what_it_says(string value, bool ofBound, bool ofUnbound)
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = value }));

        Assert.Equal(ofBound ? 200 : 403, (await KeyAsync(engine, "k1:mark")).StatusCode);
        Assert.Equal(ofUnbound ? 200 : 403, (await KeyAsync(engine, "k2:mei")).StatusCode);
    }

    [Fact]
    public async Task A_service_with_a_token_and_a_client_certificate_are_machines_as_well()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        var token = TokenIssuer.Issue(
            "mark",
            more: new Dictionary<string, object> { ["client_id"] = "billing" }
        );
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = new CertificateRequest(
            "CN=printer:mark",
            key,
            HashAlgorithmName.SHA256
        ).CreateSelfSigned(TestClock.Noon.AddYears(-1), TestClock.Noon.AddYears(90));
        var certificate = Convert.ToBase64String(signed.RawData);

        foreach (var (value, status) in new[] { ("deny", 403), (Creators, 200), ("allow", 200) })
        {
            AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = value }));
            Assert.Equal(status, (await engine.Host.GetAsync("/p/acme", token: token)).StatusCode);
            Assert.Equal(
                status,
                (await engine.Host.GetAsync("/p/acme", certificate: certificate)).StatusCode
            );
        }

        // A token without the claim is a person's.
        AnswerAssert.Refused(
            401,
            "verification-required",
            await engine.Host.GetAsync("/p/acme", token: TokenIssuer.Issue("mark"))
        );
    }

    [Fact]
    public async Task A_key_is_refused_once_its_creator_is_no_longer_a_member()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        engine.Host.Directory.AddMember("acme", "service");
        _callers.Rewrite = caller =>
            caller is null ? null : caller with { CreatorMemberId = "acme-mark" };
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));
        AnswerAssert.Ok(await KeyAsync(engine, "k1:service"));

        engine.Host.Directory.RemoveMember("acme", "mark");

        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:service"));
        // Invited again under the same id, and bound by no one yet.
        engine.Host.Directory.AddMember("acme", "mark", memberId: "acme-mark-2");
        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:service"));
    }

    [Fact]
    public async Task A_key_is_refused_once_its_creators_binding_is_reset()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));
        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "members/acme-mark/reset"));

        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
        await mark.BindAsync();
        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task A_key_is_refused_in_a_new_epoch_until_its_creator_binds_again()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));

        AnswerAssert.Ok(await owner.ProfilePostAsync("acme", "disable"));
        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));
        await owner.EnableAsync();

        // The Owner's value stays, and the binding of before is of another epoch.
        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
        AnswerAssert.Ok(await KeyAsync(engine, "k2:olivia"));
    }

    [Theory]
    [InlineData(99, 200, false)]
    [InlineData(100, 403, true)]
    public async Task A_key_is_refused_while_its_creators_binding_is_disabled_by_wrong_codes(
        int failures,
        int status,
        bool refused
    )
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        _callers.List(new() { KeyId = "k1", CreatorMemberId = "acme-mark" });
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));

        await engine.ChangeAsync("mark", record => record with { Failures = failures });

        Assert.Equal(status, (await KeyAsync(engine, "k1:mark")).StatusCode);
        Assert.Equal([refused], await RefusedAsync(owner));
    }

    [Fact]
    public async Task A_reset_on_another_node_counts_at_the_next_request()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));
        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));

        var record = await engine.RecordAsync("mark");
        await engine.Secrets.WriteAsync(record! with { Active = null }, CancellationToken.None);

        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme-olivia ")]
    [InlineData("ACME-OLIVIA")]
    [InlineData("someone-else")]
    public async Task A_key_whose_creator_is_no_member_is_refused(string? creator)
    {
        _callers.Rewrite = caller =>
            caller is null ? null : caller with { CreatorMemberId = creator };
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));

        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));

        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task Membership_is_demanded_whatever_the_value()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));

        AnswerAssert.Refused(403, "not-a-member", await KeyAsync(engine, "k1:zoe"));
        AnswerAssert.Refused(
            404,
            "not-found",
            await engine.Host.GetAsync("/p/nowhere", key: "k1:mark")
        );
    }

    /// <summary>The app says of a key of another profile that it knows no machine; its creator is a person there.</summary>
    [Fact]
    public async Task A_key_that_the_app_disowns_in_a_profile_needs_a_code_there()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        _callers.Rewrite = _ => null;

        AnswerAssert.Refused(401, "verification-required", await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task A_directory_that_fails_is_an_outage_and_no_admission()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, mark, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        _callers.Before = () => throw new InvalidOperationException("down");

        AnswerAssert.Unavailable(await KeyAsync(engine, "k1:mark"));
        // People with a cookie don't depend on it.
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));
        _callers.Before = null;
        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task A_directory_that_hangs_is_an_outage_and_no_admission()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        _callers.Before = () => new TaskCompletionSource().Task;
        engine.Host.GiveUpSoon();

        AnswerAssert.Unavailable(await KeyAsync(engine, "k1:mark"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("long")]
    [InlineData("k1\n1830: all is well")]
    public async Task A_key_without_a_proper_id_is_an_outage_and_no_admission(string id)
    {
        var keyId = id == "long" ? new string('k', 100_000) : id;
        _callers.Rewrite = caller => caller is null ? null : caller with { KeyId = keyId };
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));

        AnswerAssert.Unavailable(await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task A_stored_value_that_no_release_knows_admits_no_machine()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        await engine.WithMarkAsync();
        foreach (var value in new[] { 3, -1, 99 })
        {
            await engine.ChangePolicyAsync(policy =>
                policy with
                {
                    Values = new() { MachineCallers = (MachineCallerAccess)value },
                }
            );

            AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
        }
    }

    [Fact]
    public async Task A_machine_is_never_recent_enough()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));

        AnswerAssert.Refused(
            403,
            "machine-caller-denied",
            await engine.Host.GetAsync("/p/acme/fresh", key: "k1:mark")
        );
    }

    [Fact]
    public async Task A_machine_has_no_proof_of_its_own()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));

        AnswerAssert.Refused(
            403,
            "machine-caller-denied",
            await engine.Host.GetAsync("/p/acme/own", key: "k1:mark")
        );
        AnswerAssert.Ok(await owner.GetAsync("/p/acme/own"));
    }

    [Fact]
    public async Task A_machine_opens_no_link_of_members_only()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));

        AnswerAssert.Refused(
            403,
            "machine-caller-denied",
            await engine.Host.GetAsync("/share/members", key: "k1:mark")
        );
        AnswerAssert.Ok(await engine.Host.GetAsync("/share/public", key: "k1:mark"));
    }

    /// <summary>Another member's session, or the creator's own: the person has to prove something.</summary>
    [Theory]
    [InlineData("mei", "binding-required")]
    [InlineData("mark", "verification-required")]
    public async Task A_browser_with_a_session_that_sends_a_key_is_a_person(
        string user,
        string code
    )
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        var elsewhere = await engine.Host.BrowserAsync(user);

        var answer = await engine.Host.GetAsync("/p/acme", key: $"k1:{user}", browser: elsewhere);

        AnswerAssert.Refused(401, code, answer);
    }

    /// <summary>The framework lets a scheme of cookies forward to any other.</summary>
    [Fact]
    public async Task A_key_is_no_session_where_a_scheme_of_cookies_forwards_to_it()
    {
        await using var engine = await MachineHosts.StartAsync(
            _callers,
            services: all =>
                all.AddAuthentication()
                    .AddCookie("Forwards", cookie => cookie.ForwardDefault = KeyHandler.SchemeName)
        );
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        var client = await engine.Host.BrowserAsync();
        client.Cookies.Add(
            new Uri("https://localhost/"),
            new System.Net.Cookie("theme", "dark") { Path = "/" }
        );

        AnswerAssert.Ok(await engine.Host.GetAsync("/p/acme", key: "k1:mark", browser: client));
    }

    [Fact]
    public async Task A_principal_of_a_key_and_something_else_is_a_person()
    {
        await using var engine = await MachineHosts.StartAsync(
            _callers,
            services: all => all.AddTransient<IClaimsTransformation, AddsAnIdentity>()
        );
        var (owner, _, _) = await engine.WithMarkAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));

        AnswerAssert.Refused(401, "verification-required", await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task A_person_with_a_cookie_is_never_looked_up()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (_, mark, _) = await engine.WithMarkAsync();
        _callers.Calls = 0;
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.Equal(0, _callers.Calls);
    }

    public static TheoryData<string, string> Calls =>
        new()
        {
            { "GET", "profiles/acme" },
            { "POST", "profiles/acme/binding" },
            { "POST", "profiles/acme/bind" },
            { "POST", "profiles/acme/enable" },
            { "POST", "profiles/acme/verify" },
            { "POST", "profiles/acme/replace" },
            { "POST", "profiles/acme/backup-codes" },
            { "POST", "profiles/acme/disable" },
            { "PUT", "profiles/acme/enforcement" },
            { "PUT", "profiles/acme/policy" },
            { "GET", "profiles/acme/preview" },
            { "POST", "profiles/acme/remind" },
            { "GET", "profiles/acme/members" },
            { "POST", "profiles/acme/members/acme-mei/reset" },
            { "POST", "profiles/acme/members/acme-mei/enrollment-pass" },
            { "POST", "profiles/acme/enrollment/email" },
            { "GET", "profiles/acme/windows" },
            { "DELETE", "profiles/acme/windows" },
            { "POST", "profiles/acme/windows/revoke" },
            { "GET", "profiles/acme/authenticators" },
        };

    /// <summary>Whatever the value, and also with a right code of the creator.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_machine_is_refused_by_each_call_of_the_package(string method, string path)
    {
        await using var engine = await MachineHosts.StartAsync(
            _callers,
            options => options.TokenAuthenticationSchemes.Add(KeyHandler.SchemeName)
        );
        var owner = await engine.Host.BrowserAsync("olivia");
        var app = await owner.EnableAsync();
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        var request = new HttpRequestMessage(new HttpMethod(method), $"/two-factor/api/{path}");
        if (method is not ("GET" or "DELETE"))
        {
            var body =
                path.EndsWith("policy", StringComparison.Ordinal) ? """{"window":3600}"""
                : path.EndsWith("enforcement", StringComparison.Ordinal)
                    ? """{"enforceFrom":null}"""
                : path.EndsWith("revoke", StringComparison.Ordinal) ? "{}"
                : $$"""{"code":"{{app.CurrentCode()}}"}""";
            request.Content = new StringContent(
                body,
                System.Text.Encoding.UTF8,
                "application/json"
            );
        }

        AnswerAssert.Refused(
            403,
            "machine-caller-denied",
            await engine.Host.SendAsync(request, key: "k1:olivia")
        );
        // The code is not used up.
        AnswerAssert.Ok(await owner.VerifyAsync(app.CurrentCode()));
    }

    [Fact]
    public async Task The_preview_lists_the_keys_and_which_of_them_would_be_refused()
    {
        _callers.List(
            new()
            {
                KeyId = "k1",
                DisplayName = "Nightly export",
                CreatorMemberId = "acme-mark",
            }
        );
        _callers.List(new() { KeyId = "k2", CreatorMemberId = "acme-mei" });
        _callers.List(new() { KeyId = "k3" });
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();

        Assert.Equal(
            """[{"keyId":"k1","name":"Nightly export","creatorMemberId":"acme-mark","wouldBeRefused":true},{"keyId":"k2","name":null,"creatorMemberId":"acme-mei","wouldBeRefused":true},{"keyId":"k3","name":null,"creatorMemberId":null,"wouldBeRefused":true}]""",
            await PreviewAsync(owner)
        );
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));
        Assert.Equal(
            "false,true,true",
            string.Join(",", await RefusedAsync(owner)),
            ignoreCase: true
        );
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        Assert.Equal(
            "false,false,false",
            string.Join(",", await RefusedAsync(owner)),
            ignoreCase: true
        );
    }

    [Fact]
    public async Task The_preview_names_a_hundred_keys_at_most_and_is_503_while_they_cant_be_listed()
    {
        for (var i = 0; i < 150; i++)
        {
            _callers.List(new() { KeyId = $"k{i:000}" });
        }

        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();

        Assert.Equal(100, (await RefusedAsync(owner)).Length);
        _callers.Before = () => throw new InvalidOperationException("down");
        AnswerAssert.Unavailable(await owner.GetAsync("/two-factor/api/profiles/acme/preview"));
    }

    [Fact]
    public async Task Status_and_preview_of_an_app_without_machine_callers_are_as_before()
    {
        await using var engine = await MachineHosts.StartAsync(callers: null);
        var (owner, _, _) = await engine.WithMarkAsync();

        var refused = await owner.PolicyAsync(new { machineCallers = "allow" });

        AnswerAssert.Refused(400, "invalid-request", refused);
        Assert.EndsWith(
            "message, enrollmentProof, allowedAuthenticators.",
            refused.Json.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("achine", (await owner.StatusAsync()).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "achine",
            (await owner.GetAsync("/two-factor/api/profiles/acme/preview")).Body,
            StringComparison.Ordinal
        );
        // A key is its creator, who needs a code.
        AnswerAssert.Refused(401, "verification-required", await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task A_stored_value_admits_no_one_once_the_app_names_no_machine_callers()
    {
        await using var engine = await MachineHosts.StartAsync(callers: null);
        await engine.WithMarkAsync();
        await engine.ChangePolicyAsync(policy =>
            policy with
            {
                Values = new() { MachineCallers = MachineCallerAccess.Allow },
            }
        );

        AnswerAssert.Refused(401, "verification-required", await KeyAsync(engine, "k1:mark"));
    }

    [Fact]
    public async Task The_status_shows_the_value_and_the_choices()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();

        var set = await owner.PolicyAsync(new { machineCallers = Creators });

        var policy = set.Json.GetProperty("policy");
        Assert.Equal(Creators, policy.GetProperty("machineCallers").GetString());
        Assert.Equal("""["machineCallers"]""", policy.GetProperty("setByOwner").GetRawText());
        Assert.Equal(
            """["deny","allow-while-creator-bound","allow"]""",
            policy.GetProperty("limits").GetProperty("machineCallers").GetRawText()
        );
    }

    [Theory]
    [InlineData("""{"machineCallers":"Allow"}""")]
    [InlineData("""{"machineCallers":"allow "}""")]
    [InlineData("""{"machineCallers":""}""")]
    [InlineData("""{"machineCallers":2}""")]
    [InlineData("""{"machineCallers":true}""")]
    [InlineData("""{"machineCallers":["allow"]}""")]
    public async Task What_is_no_value_is_refused_and_changes_nothing(string body)
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var (owner, _, _) = await engine.WithMarkAsync();

        var answer = await owner.PolicyAsync(JsonSerializer.Deserialize<JsonElement>(body));

        AnswerAssert.Refused(400, "invalid-request", answer);
        Assert.Contains(
            "\"machineCallers\" must be",
            answer.Json.GetProperty("detail").GetString()
        );
        AnswerAssert.Refused(403, "machine-caller-denied", await KeyAsync(engine, "k1:mark"));
    }

    /// <summary>The operators' switch: a limit of the app counts for what Owners have set already.</summary>
    [Theory]
    [InlineData(MachineCallerAccess.Deny, false, false)]
    [InlineData(MachineCallerAccess.AllowWhileCreatorBound, true, false)]
    public async Task The_apps_limit_counts_for_what_is_stored(
        MachineCallerAccess most,
        bool ofBound,
        bool ofUnbound
    )
    {
        await using var engine = await MachineHosts.StartAsync(
            _callers,
            options => options.PolicyLimits.MaxMachineCallers = most
        );
        var (owner, _, _) = await engine.WithMarkAsync();
        await engine.ChangePolicyAsync(policy =>
            policy with
            {
                Values = new() { MachineCallers = MachineCallerAccess.Allow },
            }
        );

        Assert.Equal(ofBound ? 200 : 403, (await KeyAsync(engine, "k1:mark")).StatusCode);
        Assert.Equal(ofUnbound ? 200 : 403, (await KeyAsync(engine, "k2:mei")).StatusCode);
        var answer = await owner.PolicyAsync(new { machineCallers = "allow" });
        AnswerAssert.Refused(400, "invalid-request", answer);
    }

    [Fact]
    public async Task A_change_is_an_event_like_those_of_the_other_rules()
    {
        var events = new RecordedEvents();
        await using var engine = await MachineHosts.StartAsync(
            _callers,
            services: all => all.AddSingleton<ITwoFactorEventHandler>(events)
        );
        var (owner, _, _) = await engine.WithMarkAsync();

        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = Creators }));

        var change = Assert.Single(Assert.Single(events.Of<ProfilePolicyChanged>()).Changes);
        Assert.Equal(("machineCallers", null, Creators), (change.Name, change.From, change.To));
    }

    [Fact]
    public async Task With_report_only_a_machine_is_let_through_and_counted()
    {
        await using var engine = await MachineHosts.StartAsync(
            _callers,
            options => options.Enforcement = EnforcementMode.ReportOnly
        );
        var kinds = new List<string>();
        using var listener = Listen(engine, "profile_two_factor.would_refuse", "kind", kinds);
        var (owner, _, _) = await engine.WithMarkAsync();

        AnswerAssert.Ok(await KeyAsync(engine, "k1:mark"));

        Assert.Equal(["machine"], kinds);
        var preview = await owner.GetAsync("/two-factor/api/profiles/acme/preview");
        Assert.Equal(1, preview.Json.GetProperty("recent").GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task Admitted_and_refused_machines_are_counted()
    {
        await using var engine = await MachineHosts.StartAsync(_callers);
        var results = new List<string>();
        using var listener = Listen(
            engine,
            "profile_two_factor.machine_callers",
            "result",
            results
        );
        var (owner, _, _) = await engine.WithMarkAsync();

        await KeyAsync(engine, "k1:mark");
        AnswerAssert.Ok(await owner.PolicyAsync(new { machineCallers = "allow" }));
        await KeyAsync(engine, "k1:mark");

        Assert.Equal(["refused", "admitted"], results);
    }

    private static Task<Answer> KeyAsync(TestEngine engine, string key) =>
        engine.Host.GetAsync("/p/acme", key: key);

    private static async Task<string> PreviewAsync(Browser owner)
    {
        var preview = await owner.GetAsync("/two-factor/api/profiles/acme/preview");
        AnswerAssert.Ok(preview);
        return preview.Json.GetProperty("machineCallers").GetRawText();
    }

    private static async Task<bool[]> RefusedAsync(Browser owner)
    {
        var keys = JsonSerializer.Deserialize<JsonElement>(await PreviewAsync(owner));
        return
        [
            .. keys.EnumerateArray().Select(key => key.GetProperty("wouldBeRefused").GetBoolean()),
        ];
    }

    private static MeterListener Listen(
        TestEngine engine,
        string instrument,
        string tag,
        List<string> values
    )
    {
        var factory = engine.Host.App.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (published, own) =>
            {
                if (published.Name == instrument && published.Meter.Scope == factory)
                {
                    own.EnableMeasurementEvents(published);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                foreach (var (name, value) in tags)
                {
                    if (name == tag)
                    {
                        values.Add((string)value!);
                    }
                }
            }
        );
        listener.Start();
        return listener;
    }

    private sealed class AddsAnIdentity : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) =>
            Task.FromResult(
                new ClaimsPrincipal([
                    .. principal.Identities,
                    new ClaimsIdentity([new Claim("more", "of it")], "another"),
                ])
            );
    }
}
