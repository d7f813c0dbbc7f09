using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Engine;

public sealed class MemberAdministrationTests
{
    [Fact]
    public async Task List_SaysWhoIsBoundLockedDisabledOrNone()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _, _) = await engine.WithMarkAsync();
        await engine.Host.BindAsync("mei");
        await engine.ChangeAsync(
            "mark",
            record =>
                record with
                {
                    Failures = 6,
                    LockedUntil = engine.Clock.GetUtcNow().AddMinutes(1),
                }
        );
        await engine.ChangeAsync("mei", record => record with { Failures = 100 });

        var list = await ListAsync(owner);
        engine.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await ListAsync(owner);

        Assert.Equal(
            ["acme-mark locked", "acme-mei disabled", "acme-olivia bound", "acme-oscar not-bound"],
            list
        );
        Assert.Equal("acme-mark bound", later[0]);
    }

    [Fact]
    public async Task List_WithoutAWindow_IsRefused()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Host.EnableAsync();
        var other = await engine.Host.BrowserAsync("olivia");

        AnswerAssert.Refused(401, "verification-required", await other.GetAsync(MembersUrl));
    }

    [Fact]
    public async Task Reset_OfOneMember_EndsOnlyTheirWindowAndCodes()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, mark, app) = await engine.WithMarkAsync();
        var (mei, _) = await engine.Host.BindAsync("mei");
        AnswerAssert.Ok(await mark.GetAsync("/p/acme"));

        Assert.Equal(204, (await ResetAsync(owner, "acme-mark")).StatusCode);

        AnswerAssert.Refused(401, "binding-required", await mark.GetAsync("/p/acme"));
        AnswerAssert.Refused(409, "not-bound", await mark.VerifyAsync(app.CurrentCode()));
        AnswerAssert.Ok(await mei.GetAsync("/p/acme"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Theory]
    [InlineData("nobody-here", 404, "not-found")]
    [InlineData("beta-oscar", 404, "not-found")]
    [InlineData("acme-olivia", 409, "conflict")]
    public async Task Reset_OfSomeoneElseThanAMember_IsRefused(string id, int status, string code)
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();

        AnswerAssert.Refused(status, code, await ResetAsync(owner, id));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
    }

    [Fact]
    public async Task Reset_OfTheOwnerByADifferentSpellingOfTheId_IsRefused()
    {
        var directory = TestDirectory.Seeded();
        await using var engine = await TestEngine.StartAsync(
            directory: directory,
            services: services =>
                services.AddSingleton<IProfileDirectory>(new CarelessDirectory(directory))
        );
        var (owner, _) = await engine.Host.EnableAsync();

        AnswerAssert.Refused(409, "conflict", await ResetAsync(owner, "ACME-Olivia"));
        AnswerAssert.Ok(await owner.GetAsync("/p/acme"));
        Assert.NotNull((await engine.RecordAsync("olivia"))!.Active);
    }

    [Fact]
    public async Task Reset_OfAMemberWhoNeverBegan_Succeeds()
    {
        await using var engine = await TestEngine.StartAsync();
        var (owner, _) = await engine.Host.EnableAsync();

        Assert.Equal(204, (await ResetAsync(owner, "acme-mark")).StatusCode);
    }

    private const string MembersUrl = "/two-factor/api/profiles/acme/members";

    private static Task<Answer> ResetAsync(Browser owner, string id) =>
        owner.ProfilePostAsync("acme", $"members/{id}/reset");

    private static async Task<string[]> ListAsync(Browser owner)
    {
        var answer = await owner.GetAsync(MembersUrl);
        AnswerAssert.Ok(answer);
        return
        [
            .. answer
                .Json.EnumerateArray()
                .Select(member =>
                    $"{member.GetProperty("memberId").GetString()} {member.GetProperty("state").GetString()}"
                ),
        ];
    }

    /// <summary>A host whose database compares without regard to case.</summary>
    private sealed class CarelessDirectory(TestDirectory inner) : IProfileDirectory
    {
        public ValueTask<ProfileAccess?> FindAsync(
            string profileId,
            ClaimsPrincipal user,
            CancellationToken cancellationToken
        ) => inner.FindAsync(profileId, user, cancellationToken);

        public ValueTask<ProfileMember?> FindMemberAsync(
            string profileId,
            string memberId,
            CancellationToken cancellationToken
        ) => inner.FindMemberAsync(profileId, memberId.ToLowerInvariant(), cancellationToken);

        public async IAsyncEnumerable<ProfileMember> ListMembersAsync(
            string profileId,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            await foreach (var member in inner.ListMembersAsync(profileId, cancellationToken))
            {
                yield return member;
            }
        }
    }
}
