using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What goes with an attempt to verify.</summary>
internal sealed record AttemptDetails
{
    /// <summary>The partial sign-in that is completed; both are consumed, or neither is.</summary>
    public SignInTicket? Ticket { get; init; }

    /// <summary>The record as the same call has read it.</summary>
    public ReadBinding? Read { get; init; }

    /// <summary>What else an accepted attempt changes, in the same write. It sees the record that is committed and says what to commit instead.</summary>
    public Func<BindingRecord, CodeOutcome, BindingRecord>? Alongside { get; init; }
}
