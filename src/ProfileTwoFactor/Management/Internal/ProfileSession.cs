using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>One call of a member: who, on which profile, under which policy. Read anew for every call, never from the decision cache.</summary>
internal sealed record ProfileSession
{
    public required HttpContext Context { get; init; }

    public required Profile Profile { get; init; }

    public required ProfileMember Member { get; init; }

    public required ScopeSubject Subject { get; init; }

    public required PolicyRecord? Policy { get; init; }

    public bool Enabled => Policy is { Enabled: true };

    /// <summary>The epoch in force; empty before the policy was first written.</summary>
    public string Epoch => Policy?.Epoch ?? "";

    public BindingKey Key => Subject.KeyIn(Epoch);
}
