using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Reading;

internal sealed record StatusReport() : Report("status")
{
    public override ExitCode GetExit() =>
        Unreadable == 0 ? Tool.ExitCode.Ok : Tool.ExitCode.Problems;

    public required ScopeCounts Profiles { get; init; }

    public required ScopeCounts Accounts { get; init; }

    /// <summary>In the current epochs of all that is on.</summary>
    public required BindingCounts Bindings { get; init; }

    public required QueueCounts Queue { get; init; }

    /// <summary>Null if the database has no history table.</summary>
    public required long? HistoryEvents { get; init; }

    /// <summary>Epochs whose bindings the app's nodes still have to delete.</summary>
    public required int EndedEpochs { get; init; }

    /// <summary>Policies that this version can't read. The app answers 503 for each of them.</summary>
    public required int Unreadable { get; init; }

    public required IReadOnlyList<ScopeStatus> Items { get; init; }

    /// <summary>Whether there are more than were listed.</summary>
    public required bool More { get; init; }

    public override void WriteText(TextWriter output)
    {
        output.WriteLine(
            $"Profiles: {Profiles.Enforced} enforced, {Profiles.Scheduled} scheduled, {Profiles.Off} off"
        );
        output.WriteLine($"Accounts: {Accounts.Enforced} enabled, {Accounts.Off} off");
        output.WriteLine(
            $"Bindings: {Bindings.Bound} bound, {Bindings.Pending} pending, {Bindings.Locked} locked, {Bindings.Disabled} disabled"
        );
        output.WriteLine(
            $"Queue:    {Queue.Jobs} mail jobs, {Queue.Due} due{(Queue.OldestDueAt is { } oldest ? $", the oldest since {Lines.Time(oldest)}" : "")}"
        );
        output.WriteLine(
            $"History:  {(HistoryEvents is { } events ? $"{events} events" : "no table")}"
        );
        if (EndedEpochs > 0)
        {
            output.WriteLine(
                $"{EndedEpochs} ended epochs wait for a node to delete their bindings."
            );
        }

        if (Unreadable > 0)
        {
            output.WriteLine(
                $"{Unreadable} policies can't be read. Run 'profile2fa doctor' with the same options."
            );
        }

        if (Items.Count > 0)
        {
            output.WriteLine();
            Lines.Table(
                output,
                [
                    ["SCOPE", "ID", "STATE", "FROM", "BOUND", "LOCKED", "CHANGED", "BY", "EPOCH"],
                    .. Items.Select(item => item.Cells()),
                ]
            );
        }

        if (More)
        {
            output.WriteLine("There are more. List them with --limit.");
        }
    }
}
