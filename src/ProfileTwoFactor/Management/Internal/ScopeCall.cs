using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>One call: who, on which scope, under which policy. Read for every call, never from the decision cache.</summary>
/// <remarks>What is alike for profiles and accounts works on this; it can't tell which of the two it has.</remarks>
internal abstract record ScopeCall
{
    public required HttpContext Context { get; init; }

    public required ScopeSubject Subject { get; init; }

    public required PolicyRecord? Policy { get; init; }

    /// <summary>The person's record, where it was read with the policy; it may be that of an epoch that has ended.</summary>
    public ReadBinding? Read { get; init; }

    public bool Enabled => Policy is { Enabled: true };

    /// <summary>The current epoch; empty before the policy was first written.</summary>
    public string Epoch => Policy?.Epoch ?? "";

    public BindingKey Key => Subject.KeyIn(Epoch);

    /// <summary>The person's sign-in e-mail.</summary>
    public abstract string AccountName { get; }

    /// <summary>The person's language for mails; null when unknown.</summary>
    public abstract string? Language { get; }

    /// <summary>The profile's id in answers; null for an account.</summary>
    public abstract string? ProfileId { get; }

    /// <summary>Empty for an account.</summary>
    public abstract string ProfileName { get; }

    /// <summary>Empty for an account.</summary>
    public abstract string OwnerEmail { get; }

    /// <summary>Where this person enters a code for this scope.</summary>
    public abstract string VerifyUrl(ActionUrls urls);

    /// <summary>Who the authenticator app says the entry is from.</summary>
    public abstract string Issuer(string template, string application);
}
