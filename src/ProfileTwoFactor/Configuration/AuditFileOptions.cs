namespace ProfileTwoFactor;

/// <summary>The audit file: one JSON object for each event, one event on each line (NDJSON). The options are validated at startup.</summary>
public sealed class AuditFileOptions
{
    /// <summary>The path of the file. The folder must exist, and only the app's user should be able to read it: lines contain names and mail addresses.</summary>
    /// <value>There is no default. An absolute path is required.</value>
    public string Path { get; set; } = "";

    /// <summary>The size in bytes at which a new file begins. The full file is renamed to <c>{Path}.1</c>, and earlier ones to <c>{Path}.2</c> and so on.</summary>
    /// <value>The default is 64 MiB. The minimum is 4 KiB. Null if a tool of the system rotates the file: it's opened again for each event.</value>
    public long? MaxFileBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>The number of full files that are kept. The oldest is deleted when another one is full.</summary>
    /// <value>The default is 10. The minimum is 1, and the maximum is 1,000. Without effect if <see cref="MaxFileBytes"/> is null.</value>
    public int KeptFiles { get; set; } = 10;
}
