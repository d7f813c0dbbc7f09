namespace ProfileTwoFactor.Tool.Databases;

/// <summary>The tables, as the app named them in <c>modelBuilder.AddProfileTwoFactor(...)</c>.</summary>
internal sealed record TableNames
{
    public string Policies { get; init; } = "TwoFactorPolicies";

    public string Bindings { get; init; } = "TwoFactorBindings";

    public string Notifications { get; init; } = "TwoFactorNotifications";

    public string Deliveries { get; init; } = "TwoFactorDeliveries";

    public string History { get; init; } = "TwoFactorHistory";

    /// <summary>Whether the operator named the history. One that is named must be there.</summary>
    public bool IsHistoryNamed { get; init; }

    /// <summary>Whether the operator said that the app has no history here. A table with its name is then another app's.</summary>
    public bool HasNoHistory { get; init; }

    public string Keys { get; init; } = "DataProtectionKeys";

    /// <summary>Null for the default of the database.</summary>
    public string? Schema { get; init; }

    /// <summary>Null for <see cref="Schema"/>. The keys may be in a context of their own.</summary>
    public string? KeySchema { get; init; }

    /// <summary>Null for the default of the database. The app may keep the history elsewhere than the other tables.</summary>
    public string? HistorySchema { get; init; }
}
