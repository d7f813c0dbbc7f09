using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Decision;

/// <summary>What store and cache say of a member: not required, verified, or what is missing.</summary>
internal readonly struct ProofReading
{
    private ProofReading(GateStatus status) => Status = status;

    public GateStatus Status { get; }

    /// <summary>With <see cref="GateStatus.NotRequired"/>: what may be kept of it.</summary>
    public OffReading? Off { get; private init; }

    /// <summary>With <see cref="GateStatus.Verified"/>: what was presented for the window that was found.</summary>
    public WindowToken Token { get; private init; }

    /// <summary>With <see cref="GateStatus.Verified"/>: what may be kept of it.</summary>
    public CachedDecision? Decision { get; private init; }

    /// <summary>Whether an identity provider has proven it, and no window: nothing may be kept or extended.</summary>
    public bool IsUpstream { get; private init; }

    /// <summary>With a refusal: the Owner's message to members.</summary>
    public string? Message { get; private init; }

    public static ProofReading Of(GateStatus status, string? message) =>
        new(status) { Message = message };

    public static ProofReading OfOff(OffReading off) => new(GateStatus.NotRequired) { Off = off };

    public static ProofReading OfUpstream(CachedDecision decision) =>
        new(GateStatus.Verified) { Decision = decision, IsUpstream = true };

    public static ProofReading OfWindow(in WindowToken token, CachedDecision decision) =>
        new(GateStatus.Verified) { Token = token, Decision = decision };
}
