namespace ProfileTwoFactor.Tool.Databases;

/// <summary>What the command line says of the database.</summary>
internal sealed record DatabaseChoice
{
    /// <summary>That of the command line. It may hold a password, so it is shown nowhere.</summary>
    public string? Connection { get; init; }

    /// <summary>That of the environment variable, which counts if neither a connection string nor a folder is named.</summary>
    public string? VariableConnection { get; init; }

    public DatabaseProvider? Provider { get; init; }

    /// <summary>The folder of the app's settings.</summary>
    public string? Folder { get; init; }

    /// <summary>The name of the connection string in them.</summary>
    public string Name { get; init; } = "Default";

    public string? Environment { get; init; }

    public string? ProviderFolder { get; init; }

    public required TableNames Tables { get; init; }

    public required TimeSpan Timeout { get; init; }

    public bool AllowExtraColumns { get; init; }

    /// <summary>The connection strings may hold a password.</summary>
    public override string ToString() => $"{Provider}";
}
