using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Keys;

internal sealed record RotationReport() : Report("rotate-keys")
{
    /// <summary>The key that all secrets are to be encrypted with.</summary>
    public required Guid CurrentKey { get; init; }

    public required int Bindings { get; init; }

    /// <summary>Secrets that were encrypted again by this run.</summary>
    public required int Rotated { get; init; }

    /// <summary>Secrets that were encrypted with the current key already.</summary>
    public required int Current { get; init; }

    /// <summary>Secrets that the key ring can't read. They are as they were.</summary>
    public required int Unreadable { get; init; }

    /// <summary>Rows that are damaged, or that a newer version wrote. They are as they were.</summary>
    public required int UnreadableRows { get; init; }

    /// <summary>Secrets that were encrypted by other means than Data Protection. They are as they were.</summary>
    public required int Foreign { get; init; }

    /// <summary>Rows that a serving node changed at every attempt. They are as that node wrote them.</summary>
    public required int Busy { get; init; }

    /// <summary>Keys in use until now that no secret of this database needs. Other databases, the app's own protected data, windows, cookies and queued codes may. Empty if rows can't be read.</summary>
    public required IReadOnlyList<Guid> UnusedKeys { get; init; }

    public override ExitCode GetExit() =>
        Unreadable + UnreadableRows + Busy > 0 ? Tool.ExitCode.Problems : Tool.ExitCode.Ok;

    public override void WriteText(TextWriter output)
    {
        output.WriteLine($"Current key: {CurrentKey}");
        output.WriteLine(
            $"{Bindings} bindings: {Rotated} secrets encrypted again, {Current} were current, {Unreadable} unreadable, {Foreign} of other means, {Busy} rows busy"
        );
        if (Busy > 0)
        {
            output.WriteLine("Run the command again for the rows that were busy: it continues.");
        }

        if (UnreadableRows > 0)
        {
            output.WriteLine(
                $"{UnreadableRows} rows can't be read: they are damaged, or a newer version of the app wrote them. They are as they were. Run 'profile2fa doctor' to see which."
            );
        }

        if (Unreadable > 0)
        {
            output.WriteLine(
                "Run 'profile2fa doctor' with the same options to see which keys are missing."
            );
        }

        if (UnusedKeys.Count > 0)
        {
            output.WriteLine(
                $"No secret in this database needs these keys any more: {string.Join(", ", UnusedKeys)}. Other databases (one for each tenant) and the app's own protected data may need them. Keep them until each database is rotated, and until windows and sign-in cookies of that time have expired."
            );
        }
    }
}
