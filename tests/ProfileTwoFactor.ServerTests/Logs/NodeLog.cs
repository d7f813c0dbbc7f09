namespace ProfileTwoFactor.ServerTests.Logs;

/// <summary>What one node logged.</summary>
internal sealed class NodeLog(string file)
{
    public string File => file;

    /// <summary>Far away while the node runs.</summary>
    public DateTimeOffset EndedAt { get; private set; } = DateTimeOffset.MaxValue;

    public void End() => EndedAt = TimeProvider.System.GetUtcNow();

    public string Read()
    {
        if (!global::System.IO.File.Exists(file))
        {
            return "";
        }

        using var reader = new StreamReader(
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        );
        return reader.ReadToEnd();
    }
}
