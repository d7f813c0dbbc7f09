using System.Net;
using System.Text.Json;

namespace ProfileTwoFactor.ServerTests.Nodes.Soak;

/// <summary>The Owner, who is a member as well: resets people, has them asked again, removes them and has them back, switches off and on.</summary>
internal sealed class SoakOwner(
    SoakMember self,
    IReadOnlyList<SoakMember> others,
    SoakSite site,
    int seed
)
{
    private const string Members = "/api/p/acme/members";
    private const int ActsUntilQuiet = 30;

    // Longer than any node remembers.
    private static readonly TimeSpan Quiet = 2 * SoakRun.DecisionLifetime;

    private readonly Random _random = new(seed);
    private int _acts;
    private int _quiets;
    private bool _isOut;

    /// <summary>What is begun is brought to its end whatever fails in between, or a member is still outside at the end of the soak.</summary>
    public async Task ActAsync()
    {
        var member = others[_random.Next(others.Count)];
        if (++_acts % ActsUntilQuiet == 0)
        {
            await site.QuietAsync(() => ChangeInQuietAsync(member), Quiet);
            await BringBackAsync(member);
            return;
        }

        await (
            _random.Next(100) switch
            {
                < 88 => self.ActAsync(),
                < 92 => ResetAsync(member),
                < 94 => AskAgainAsync(),
                < 97 => RemoveAndInviteAgainAsync(member),
                _ => SwitchOffAndOnAsync(),
            }
        );
    }

    /// <summary>Until it is known to be on: after an enabling that may have failed, the profile "may be off" ever after.</summary>
    public async Task SwitchOnAsync()
    {
        while (await self.BindAsync(SoakAct.Enable) is not { Status: HttpStatusCode.OK })
        {
            await PauseAsync();
            if (IsRefused(await DisableAsync()))
            {
                await self.ComeInAsync();
            }
        }
    }

    /// <summary>Each in turn, so that a short history has each.</summary>
    private Task ChangeInQuietAsync(SoakMember member) =>
        (_quiets++ % 5) switch
        {
            0 => ResetAsync(member),
            1 => AskAgainAsync(),
            2 => RemoveAsync(member),
            3 => site.Clock.AdvanceAsync(SoakRun.WindowLifetime + TimeSpan.FromMinutes(1)),
            _ => SwitchOffAndOnAsync(),
        };

    private Task<NodeAnswer?> AskAgainAsync() =>
        site.History.RecordAsync(
            SoakAct.AskAgain,
            self.Name,
            self.Browser.Name,
            () => self.Browser.PostAsync("windows/revoke", new { })
        );

    private async Task SwitchOffAndOnAsync()
    {
        if (!IsRefused(await DisableAsync()))
        {
            await SwitchOnAsync();
        }
    }

    private Task<NodeAnswer?> DisableAsync() =>
        site.History.RecordAsync(
            SoakAct.Disable,
            self.Name,
            self.Browser.Name,
            () => self.Browser.PostAsync("disable")
        );

    private async Task ResetAsync(SoakMember member)
    {
        if (await IdOfAsync(member) is { } id)
        {
            await site.History.RecordAsync(
                SoakAct.Reset,
                member.Name,
                self.Browser.Name,
                () => self.Browser.PostAsync($"members/{id}/reset")
            );
        }
    }

    private async Task RemoveAndInviteAgainAsync(SoakMember member)
    {
        await RemoveAsync(member);
        await BringBackAsync(member);
    }

    private async Task RemoveAsync(SoakMember member)
    {
        if (await IdOfAsync(member) is not { } id)
        {
            return;
        }

        var removed = await site.History.RecordAsync(
            SoakAct.Remove,
            member.Name,
            self.Browser.Name,
            () => self.Browser.SendAsync(HttpMethod.Delete, $"{Members}/{id}")
        );
        _isOut = !IsRefused(removed);
    }

    /// <summary>Invited until they are in; 409 says that they are a member, because no one ever removed them or because they joined.</summary>
    private async Task BringBackAsync(SoakMember member)
    {
        while (_isOut)
        {
            var invited = await SoakHistory.TryAsync(() =>
                self.Browser.SendAsync(
                    HttpMethod.Post,
                    "/api/p/acme/invitations",
                    new { email = $"{member.Name}@example.com" }
                )
            );
            if (invited is { Status: HttpStatusCode.Conflict })
            {
                _isOut = false;
                return;
            }

            if (invited is { Status: HttpStatusCode.OK })
            {
                await JoinAsync(member, invited);
            }
            else if (invited is { Status: HttpStatusCode.Unauthorized })
            {
                await self.ComeInAsync();
            }

            await PauseAsync();
        }
    }

    private Task JoinAsync(SoakMember member, NodeAnswer invited)
    {
        var token = JsonElement.Parse(invited.Body).GetProperty("token").GetString();
        return site.History.RecordAsync(
            SoakAct.Join,
            member.Name,
            member.Browser.Name,
            () =>
                member.Joining.SendAsync(
                    HttpMethod.Post,
                    $"/api/invitations/{token}/accept",
                    new { }
                )
        );
    }

    private async Task<string?> IdOfAsync(SoakMember member)
    {
        var answer = await SoakHistory.TryAsync(() =>
            self.Browser.SendAsync(HttpMethod.Get, Members)
        );
        return answer is { Status: HttpStatusCode.OK }
            ? JsonElement
                .Parse(answer.Body)
                .EnumerateArray()
                .Where(row => row.GetProperty("email").GetString() == $"{member.Name}@example.com")
                .Select(row => row.GetProperty("memberId").GetString())
                .FirstOrDefault()
            : null;
    }

    private static bool IsRefused(NodeAnswer? answer) =>
        answer is { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError };

    private static Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(300));
}
