namespace ProfileTwoFactor;

/// <summary>What the Owner of a profile can set in place of the app's own values. By default, Owners can only make the rules of their profile stricter.</summary>
/// <remarks>
/// The limits also apply to values that were stored before: if a stored value is outside of them, the nearest limit applies. An Owner can never
/// switch off what the options require. Accounts aren't affected.
/// </remarks>
public sealed class ProfilePolicyLimits
{
    /// <summary>The longest message that an option can allow. Pages and mails show a message as a whole.</summary>
    public const int LongestMessage = 1000;

    /// <summary>The shortest window lifetime that an Owner can set.</summary>
    /// <value>The default is null: one minute, or one second if the maximum is shorter than a minute.</value>
    public TimeSpan? MinWindowLifetime { get; set; }

    /// <summary>The longest window lifetime that an Owner can set.</summary>
    /// <value>The default is null: <see cref="ProfileTwoFactorOptions.WindowLifetime"/>. The cache keeps the activity of windows for this time.</value>
    public TimeSpan? MaxWindowLifetime { get; set; }

    /// <summary>The shortest absolute lifetime that an Owner can set.</summary>
    /// <value>The default is null: one minute, or one second if the maximum is shorter than a minute.</value>
    public TimeSpan? MinAbsoluteLifetime { get; set; }

    /// <summary>The longest absolute lifetime that an Owner can set.</summary>
    /// <value>The default is null: <see cref="ProfileTwoFactorOptions.WindowAbsoluteLifetime"/>, or ten years if that has no limit. Browsers and the cache keep windows for this time.</value>
    public TimeSpan? MaxAbsoluteLifetime { get; set; }

    /// <summary>The shortest age for sensitive actions that an Owner can set.</summary>
    /// <value>The default is null: one minute, or one second if the maximum is shorter than a minute.</value>
    public TimeSpan? MinSensitiveActionMaxAge { get; set; }

    /// <summary>The longest age for sensitive actions that an Owner can set.</summary>
    /// <value>The default is null: <see cref="ProfileTwoFactorOptions.SensitiveActionMaxAge"/>.</value>
    public TimeSpan? MaxSensitiveActionMaxAge { get; set; }

    /// <summary>The maximum number of characters in the Owner's message to the members.</summary>
    /// <value>The default is 500. The maximum is <see cref="LongestMessage"/>. With 0, Owners can't set a message, and stored messages aren't shown.</value>
    public int MaxMessageLength { get; set; } = 500;

    /// <summary>Whether an Owner can require a proof before a first binding if <see cref="ProfileTwoFactorOptions.EnrollmentProof"/> doesn't.</summary>
    /// <value>The default is true. It has an effect only if the app mails codes (an <see cref="Events.IEnrollmentCodeSender"/> is registered): without them, an Owner whose authenticator was removed couldn't bind again.</value>
    public bool AllowEnrollmentProof { get; set; } = true;

    /// <summary>The kinds of authenticators from which an Owner can choose: <c>totp</c> and <c>passkey</c>.</summary>
    /// <value>The default is null: all kinds that the app has.</value>
    public IReadOnlyCollection<string>? Authenticators { get; set; }

    /// <summary>How much an Owner can admit machine callers. It has an effect only if the app called <c>AddMachineCallers</c>.</summary>
    /// <value>The default is <see cref="MachineCallerAccess.Allow"/>: an Owner can choose from all values.</value>
    /// <remarks>A stored value that admits more counts as this one, so <see cref="MachineCallerAccess.Deny"/> refuses all machine callers in all profiles that require two-factor authentication.</remarks>
    public MachineCallerAccess MaxMachineCallers { get; set; } = MachineCallerAccess.Allow;
}
