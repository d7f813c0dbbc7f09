namespace ProfileTwoFactor.Tool.Databases;

/// <summary>Which database, and how long to wait for it.</summary>
internal sealed record DatabaseSettings
{
    public required DatabaseProvider Provider { get; init; }

    /// <summary>It may hold a password, so it is shown nowhere.</summary>
    public required string ConnectionString { get; init; }

    public required TableNames Tables { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>Where the provider for MySQL is, which the tool doesn't contain. Null if none was named.</summary>
    public string? ProviderFolder { get; init; }

    public bool AllowExtraColumns { get; init; }

    public override string ToString() => $"{Provider}";
}
