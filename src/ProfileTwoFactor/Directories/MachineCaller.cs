namespace ProfileTwoFactor;

/// <summary>A caller without a person who could enter a code: an API key, a service with a token, or a client certificate.</summary>
public sealed record MachineCaller
{
    /// <summary>The id of the key, as people see it in the app. Never the key itself: the id is logged and shown to the Owner.</summary>
    public required string KeyId { get; init; }

    /// <summary>The name of the key for people. Null if it has none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The <see cref="ProfileMember.MemberId"/> of the member of this profile who created the key. Null if there is none: such a key is admitted only with <see cref="MachineCallerAccess.Allow"/>.</summary>
    public string? CreatorMemberId { get; init; }
}
