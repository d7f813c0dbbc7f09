using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class MemberCommand
{
    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var scope = new ScopeOptions(accounts: true);
        var member = MemberOption();
        var command = new Command(
            "member",
            "Shows what one member of a profile, or one account, has bound: when, of which kind, last use, lock-out, and open windows. It shows no secret."
        );
        scope.AddTo(command);
        command.Options.Add(member);
        database.AddTo(command);
        DemandMember(command, scope, member);
        runner.Add(
            root,
            command,
            async (result, cancellationToken) =>
            {
                await using var opened = await ToolDatabase.OpenAsync(
                    database.Read(result),
                    KeySettings.None,
                    forChange: false,
                    cancellationToken
                );
                var policy = await new ScopeFinder(opened).FindAsync(
                    scope.Read(result),
                    cancellationToken
                );
                return await new MemberReader(opened).ReadAsync(
                    policy,
                    result.GetValue(member),
                    cancellationToken
                );
            }
        );
    }

    public static Option<string> MemberOption() =>
        new("--member") { Description = "The id of the member, in a profile.", HelpName = "id" };

    public static void DemandMember(Command command, ScopeOptions scope, Option<string> member) =>
        command.Validators.Add(result =>
        {
            var isProfile = scope.IsProfile(result);
            if (isProfile && result.GetValue(member) is not { Length: > 0 })
            {
                result.AddError("Name the member with --member.");
            }
            else if (!isProfile && result.GetValue(member) is not null)
            {
                result.AddError("--member is for profiles. An account is one person's.");
            }
        });
}
