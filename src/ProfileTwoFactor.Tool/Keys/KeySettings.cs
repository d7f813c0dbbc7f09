namespace ProfileTwoFactor.Tool.Keys;

/// <summary>Where the app's Data Protection keys are.</summary>
internal sealed record KeySettings
{
    public static KeySettings None { get; } = new();

    /// <summary>A folder of <c>PersistKeysToFileSystem</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>The table of <c>PersistKeysToDbContext</c>, in the same database.</summary>
    public bool InDatabase { get; init; }

    /// <summary>The name of <c>SetApplicationName</c>, or the app's content root folder.</summary>
    public string? Application { get; init; }

    /// <summary>The certificate of <c>ProtectKeysWithCertificate</c>, with its private key.</summary>
    public string? Certificate { get; init; }

    /// <summary>Null if it has none. It is shown nowhere.</summary>
    public string? CertificatePassword { get; init; }

    public bool AreNamed => Folder is not null || InDatabase;

    public override string ToString() => InDatabase ? "database" : Folder ?? "none";
}
