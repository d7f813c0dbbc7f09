using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>A member's authenticators, and what was proven of them.</summary>
/// <param name="Binding">The binding, as it was committed.</param>
/// <param name="ProofId">What windows are opened with, see <see cref="Bindings.ProofId"/>.</param>
internal sealed record ProvenBinding(ActiveBinding Binding, string ProofId)
{
    /// <summary>The binding before it, of one that takes force under another epoch.</summary>
    public ActiveBinding? Before { get; init; }

    /// <summary>The <see cref="BindingRecord.WindowGeneration"/> when it was proven: the only one in which it opens a window.</summary>
    public string? WindowGeneration { get; init; }

    public bool IsBackupCode => Method == ProofMethod.BackupCode;

    /// <summary>The same proof of a binding that was changed since: the id of backup codes hangs on the first authenticator.</summary>
    public ProvenBinding In(ActiveBinding changed) =>
        new(changed, IsBackupCode ? Bindings.ProofId.OfBackupCode(changed) : ProofId)
        {
            WindowGeneration = WindowGeneration,
        };

    public int BackupCodesLeft => Binding.BackupCodes?.Hashes.Count ?? 0;

    public ProofMethod Method => Bindings.ProofId.MethodOf(Binding, ProofId);
}
