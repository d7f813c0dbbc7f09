namespace ProfileTwoFactor.Bindings;

/// <summary>What one member can prove before a first binding.</summary>
internal sealed record EnrollmentState
{
    public static EnrollmentState None { get; } = new();

    /// <summary>The code that was mailed last; earlier ones no longer count.</summary>
    public EnrollmentSecret? Code { get; init; }

    /// <summary>The pass that the Owner issued last; earlier ones no longer count.</summary>
    public EnrollmentSecret? Pass { get; init; }

    /// <summary>How many codes were mailed since <see cref="MailedSince"/>.</summary>
    public int Mailed { get; init; }

    public DateTimeOffset MailedSince { get; init; }
}
