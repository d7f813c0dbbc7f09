namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>What a store that reads both records at once may get wrong.</summary>
public enum JointFlaw
{
    None = 0,

    TakesAnyStores,

    /// <summary>No row without a binding.</summary>
    InnerJoin,

    /// <summary>The binding of the policy's epoch instead of the one that was asked for.</summary>
    OwnEpoch,

    StaleReads,

    ForgetsTenants,
}
