using System.Globalization;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>One profile or account.</summary>
internal sealed record ScopeStatus
{
    public required TwoFactorScopeKind Scope { get; init; }

    public required string Id { get; init; }

    public required string Stamp { get; init; }

    public required PolicyState State { get; init; }

    public required string Epoch { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>Null if it is enforced since it was enabled, and while it is off.</summary>
    public required DateTimeOffset? EnforcedFrom { get; init; }

    public required BindingCounts Bindings { get; init; }

    public required int EndedEpochs { get; init; }

    public string[] Cells() =>
        [
            Scope == TwoFactorScopeKind.Account ? "account" : "profile",
            ToolConsole.Safe(Id) + (Stamp.Length > 0 ? $" ({ToolConsole.Safe(Stamp)})" : ""),
            State.ToString().ToLowerInvariant(),
            Lines.Time(EnforcedFrom),
            Bindings.Bound.ToString(CultureInfo.InvariantCulture),
            (Bindings.Locked + Bindings.Disabled).ToString(CultureInfo.InvariantCulture),
            Lines.Time(ChangedAt),
            ToolConsole.Safe(ChangedBy),
            ToolConsole.Safe(Epoch),
        ];
}
