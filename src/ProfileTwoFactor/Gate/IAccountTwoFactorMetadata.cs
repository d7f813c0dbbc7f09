namespace ProfileTwoFactor;

/// <summary>Endpoint metadata: callers have to have proven their account's second factor.</summary>
public interface IAccountTwoFactorMetadata
{
    /// <summary>The greatest age of the proof in seconds, or 0 for any proof of this session. Of several on one endpoint the smallest counts.</summary>
    int MaxAgeSeconds { get; }

    /// <summary>Whether callers whose account has it off are let in without a proof. Of several on one endpoint all have to say so.</summary>
    bool AllowWhenOff { get; }
}
