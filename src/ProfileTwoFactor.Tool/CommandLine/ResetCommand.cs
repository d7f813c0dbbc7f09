using System.CommandLine;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Changes;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.CommandLine;

internal static class ResetCommand
{
    public static void AddTo(Command root, CommandRunner runner)
    {
        var database = new DatabaseOptions(runner.Console);
        var scope = new ScopeOptions(accounts: true);
        var member = MemberCommand.MemberOption();
        var change = new ChangeOptions(database, runner.Console);
        var command = new Command(
            "reset",
            "Removes the authenticators of one member of a profile, who then binds again, or the two-factor authentication of one account. For people who lost their phone and their backup codes. Verify the person's identity first."
        );
        scope.AddTo(command);
        command.Options.Add(member);
        change.AddTo(command);
        database.AddTo(command);
        MemberCommand.DemandMember(command, scope, member);
        runner.Add(
            root,
            command,
            (result, cancellationToken) =>
                change.RunAsync(
                    result,
                    scope,
                    run =>
                        ResetAsync(
                            run,
                            result.GetValue(member),
                            (question, id) =>
                                change.Operator.ConfirmAsync(
                                    result,
                                    runner.Console,
                                    question,
                                    id,
                                    cancellationToken
                                ),
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
    }

    private static async Task<ChangeReport> ResetAsync(
        ChangeRun run,
        string? memberId,
        Func<string, string, Task> confirm,
        CancellationToken cancellationToken
    )
    {
        var policy = run.Policy;
        var bound = await BoundAsync(run, memberId, cancellationToken);
        await confirm(
            memberId is null
                ? $"This removes the second factor of account '{policy.Scope.Id}'."
                : $"This removes all authenticators of member '{memberId}' in profile '{policy.Scope.Id}', and ends the member's windows.",
            memberId ?? policy.Scope.Id
        );
        var operation = new OperatorChange(run.Database, run.Action);
        if (memberId is null)
        {
            await operation.SwitchOffAsync(policy, cancellationToken);
            return await run.ReportAsync("reset", memberId: null, ChangeTally.One);
        }

        return await run.ReportAsync(
            "reset",
            memberId,
            await operation.ResetAsync([.. bound.Select(one => one.Key)], cancellationToken)
        );
    }

    /// <summary>What there is to remove, looked up before anything is asked.</summary>
    private static async Task<IReadOnlyList<BindingRecord>> BoundAsync(
        ChangeRun run,
        string? memberId,
        CancellationToken cancellationToken
    )
    {
        if (!run.Policy.Enabled)
        {
            throw new ToolException(
                ExitCode.Refused,
                TwoFactorErrorCodes.NotEnabled,
                "There is nothing to remove: two-factor authentication is off.",
                "Nothing was changed."
            );
        }

        if (memberId is null)
        {
            return [];
        }

        var records = (
            await new MemberReader(run.Database).FindAsync(run.Policy, memberId, cancellationToken)
        )
            .Where(record =>
                record is not { Active: null, Pending: null, Enrollment: null, Failures: 0 }
            )
            .ToList();
        return records.Count > 0
            ? records
            : throw new ToolException(
                ExitCode.Refused,
                TwoFactorErrorCodes.NotBound,
                "There is nothing to remove: the member has no authenticator in the current epoch, or there is no such member.",
                "Check the id with the app. Ids are compared letter by letter. Nothing was changed."
            );
    }
}
