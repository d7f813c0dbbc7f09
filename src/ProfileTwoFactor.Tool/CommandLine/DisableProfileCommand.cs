using System.CommandLine;
using ProfileTwoFactor.Tool.Changes;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class DisableProfileCommand
{
    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var scope = new ScopeOptions(accounts: false);
        var change = new ChangeOptions(database, runner.Console);
        var command = new Command(
            "disable-profile",
            "Break-glass: disables two-factor authentication of a whole profile. It then opens without codes, and all bindings are void. For an Owner who lost everything, or a profile that answers 503 and can't be repaired otherwise."
        );
        scope.AddTo(command);
        change.AddTo(command);
        database.AddTo(command);
        runner.Add(
            root,
            command,
            (result, cancellationToken) =>
                change.RunAsync(
                    result,
                    scope,
                    async run =>
                    {
                        if (!run.Policy.Enabled)
                        {
                            throw new ToolException(
                                ExitCode.Refused,
                                TwoFactorErrorCodes.NotEnabled,
                                "Two-factor authentication of this profile is off already.",
                                "Nothing was changed."
                            );
                        }

                        await change.Operator.ConfirmAsync(
                            result,
                            runner.Console,
                            $"This opens profile '{run.Policy.Scope.Id}' for all of its members without codes. It can't be undone: all members must bind again.",
                            run.Policy.Scope.Id,
                            cancellationToken
                        );
                        await new OperatorChange(run.Database, run.Action).SwitchOffAsync(
                            run.Policy,
                            cancellationToken
                        );
                        return await run.ReportAsync(
                            "disable-profile",
                            memberId: null,
                            ChangeTally.One
                        );
                    },
                    cancellationToken
                )
        );
    }
}
