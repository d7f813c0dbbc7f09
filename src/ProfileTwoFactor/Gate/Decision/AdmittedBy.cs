namespace ProfileTwoFactor.Gate.Decision;

/// <summary>The decisions that let a request in to an endpoint; null for what the endpoint doesn't demand.</summary>
internal readonly record struct AdmittedBy(GateDecision? Profile, GateDecision? Account);
