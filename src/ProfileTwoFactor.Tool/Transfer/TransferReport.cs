using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Transfer;

internal sealed record TransferReport(string Command) : Report(Command)
{
    /// <summary>By table.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>False for an import that found the same content already there.</summary>
    public required bool Changed { get; init; }

    /// <summary>The keys with which the secrets are encrypted. The new app needs them.</summary>
    public required IReadOnlyList<Guid> Keys { get; init; }

    public override ExitCode GetExit() => Tool.ExitCode.Ok;

    public override void WriteText(TextWriter output)
    {
        output.WriteLine(
            Command == "export" ? "Exported:"
            : Changed ? "Imported:"
            : "The same content is there already. Nothing was changed:"
        );
        foreach (var (table, count) in Rows)
        {
            output.WriteLine($"  {count} {table}");
        }

        output.WriteLine(
            "Secrets stay encrypted. The key ring isn't part of the file: the app needs the same Data Protection keys and the same application name at its new place."
        );
        if (Keys.Count > 0)
        {
            output.WriteLine($"Keys in use: {string.Join(", ", Keys)}");
        }

        output.WriteLine(
            Command == "export"
                ? "The file holds encrypted secrets and mail addresses. It is readable by you alone. What the app writes from now on isn't in it: stop the app before the last export."
                : "Check it with 'profile2fa doctor' and the key ring before the app starts."
        );
    }
}
