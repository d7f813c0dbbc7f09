using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>Reads groups of columns that are there together or not at all; half a group is damage, never "not bound".</summary>
internal static class BindingColumns
{
    public static ActiveBinding? Active(
        TwoFactorBindingEntity row,
        AuthenticatorsColumn.Document? document
    )
    {
        var codes = BackupCodes(row);
        if (
            row is
            {
                BindingId: null,
                ProtectedSecret: null,
                LastAcceptedStep: null,
                BoundAtUtcTicks: null,
            }
        )
        {
            Demand(codes is null, nameof(row.BackupCodeSalt));
            return null;
        }

        var first = new BoundAuthenticator
        {
            Id = Present(row.BindingId, nameof(row.BindingId)),
            Kind = AuthenticatorKind.Totp,
            ProtectedSecret = Present(row.ProtectedSecret, nameof(row.ProtectedSecret)),
            LastAcceptedStep = NotNegative(
                Present(row.LastAcceptedStep, nameof(row.LastAcceptedStep)),
                nameof(row.LastAcceptedStep)
            ),
            BoundAt = Moment(
                Present(row.BoundAtUtcTicks, nameof(row.BoundAtUtcTicks)),
                nameof(row.BoundAtUtcTicks)
            ),
        };
        return new ActiveBinding
        {
            Authenticators = AuthenticatorsColumn.Authenticators(document, first) ?? [first],
            BackupCodes = codes is null
                ? null
                : codes with
                {
                    Imported = AuthenticatorsColumn.HasImportedCodes(document, first.Id),
                },
        };
    }

    public static PendingBinding? Pending(
        TwoFactorBindingEntity row,
        AuthenticatorsColumn.Document? document
    )
    {
        if (
            row is
            {
                PendingBindingId: null,
                PendingProtectedSecret: null,
                PendingReplacesBindingId: null,
                PendingCallerHash: null,
                PendingOwnerMemberId: null,
                PendingExpiresAtUtcTicks: null,
                PendingLastAcceptedStep: null,
            }
        )
        {
            return null;
        }

        var bindingId = Present(row.PendingBindingId, nameof(row.PendingBindingId));
        var (adds, name) = AuthenticatorsColumn.Pending(document, bindingId);
        return new PendingBinding
        {
            BindingId = bindingId,
            Adds = adds,
            Name = name,
            ProtectedSecret = Present(
                row.PendingProtectedSecret,
                nameof(row.PendingProtectedSecret)
            ),
            ReplacesBindingId = row.PendingReplacesBindingId,
            CallerHash = Present(row.PendingCallerHash, nameof(row.PendingCallerHash)),
            OwnerMemberId = Present(row.PendingOwnerMemberId, nameof(row.PendingOwnerMemberId)),
            ExpiresAt = Moment(
                Present(row.PendingExpiresAtUtcTicks, nameof(row.PendingExpiresAtUtcTicks)),
                nameof(row.PendingExpiresAtUtcTicks)
            ),
            LastAcceptedStep = NotNegative(
                Present(row.PendingLastAcceptedStep, nameof(row.PendingLastAcceptedStep)),
                nameof(row.PendingLastAcceptedStep)
            ),
        };
    }

    private static BackupCodeSet? BackupCodes(TwoFactorBindingEntity row)
    {
        if (row is { BackupCodeSalt: null, BackupCodeIterations: null, BackupCodeHashes: null })
        {
            return null;
        }

        var iterations = Present(row.BackupCodeIterations, nameof(row.BackupCodeIterations));
        Demand(iterations > 0, nameof(row.BackupCodeIterations));
        return new BackupCodeSet
        {
            Salt = Present(row.BackupCodeSalt, nameof(row.BackupCodeSalt)),
            Iterations = iterations,
            Hashes = List<byte[]>(row.BackupCodeHashes, nameof(row.BackupCodeHashes)),
        };
    }
}
