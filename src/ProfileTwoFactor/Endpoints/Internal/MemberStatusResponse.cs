using System.Text.Json.Serialization;

namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class MemberStatusResponse
{
    public required string Role { get; init; }

    public required string State { get; init; }

    public required DateTime? VerifiedAt { get; init; }

    public required DateTime? ValidUntil { get; init; }

    public required int BackupCodesLeft { get; init; }

    /// <summary>Only when true.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Fresh { get; init; }

    /// <summary>Only when true.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Passkey { get; init; }

    /// <summary>Only after a backup code where only passkeys are accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? RecoveringUntil { get; init; }

    /// <summary>Only while the app's identity provider stands in for a code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? UpstreamUntil { get; init; }

    internal static MemberStatusResponse From(MemberTwoFactorStatus you) =>
        new()
        {
            Role = you.IsOwner ? "owner" : "member",
            State = Name(you.State),
            VerifiedAt = you.VerifiedAt?.UtcDateTime,
            ValidUntil = you.ValidUntil?.UtcDateTime,
            BackupCodesLeft = you.BackupCodesLeft,
            Fresh = you.IsFresh,
            Passkey = you.HasPasskey,
            RecoveringUntil = you.RecoveringUntil?.UtcDateTime,
            UpstreamUntil = you.UpstreamUntil?.UtcDateTime,
        };

    private static string Name(MemberTwoFactorState state) =>
        state switch
        {
            MemberTwoFactorState.NotRequired => "not-required",
            MemberTwoFactorState.BindingRequired => "binding-required",
            MemberTwoFactorState.VerificationRequired => "verification-required",
            MemberTwoFactorState.Verified => "verified",
            MemberTwoFactorState.BindingAdvised => "binding-advised",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
}
