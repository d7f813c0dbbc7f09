namespace ProfileTwoFactor.Bindings;

/// <summary>A mailed code or a pass, as it is stored. It counts once, for a time, and for a few attempts.</summary>
internal sealed record EnrollmentSecret
{
    public required byte[] Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The Owner who issued it; empty for a mailed code. A transfer of the profile ends it.</summary>
    public string IssuedBy
    {
        // Beside required properties, the generated reader sets what the text doesn't name to null, whatever the initial value is.
        get => field ?? "";
        init;
    } = "";

    /// <summary>Wrong attempts so far.</summary>
    public int Failures { get; init; }

    public bool Used { get; init; }

    public bool Counts(DateTimeOffset now, int mostFailures) =>
        !Used && Failures < mostFailures && ExpiresAt > now;
}
