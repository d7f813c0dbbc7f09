namespace ProfileTwoFactor.Policies;

/// <summary>A date that this process has seen pass. It can only end access: a clock that is set back doesn't undo it.</summary>
internal sealed record EnforcedDate(string Epoch, DateTimeOffset From);
