using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Operations.Internal;

/// <summary>An audit trail must contain an operator and a reason.</summary>
internal static class OperatorActionRules
{
    public static void ThrowIfInvalid(OperatorAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        IdentifierRules.ThrowIfInvalid(action.OperatorId, nameof(action));
        if (
            string.IsNullOrWhiteSpace(action.OperatorName)
            || action.OperatorName.Length > OperatorAction.MaxNameLength
        )
        {
            throw new ArgumentException(
                $"OperatorName is empty or longer than {OperatorAction.MaxNameLength} characters. Set the name of the operator.",
                nameof(action)
            );
        }

        if (
            string.IsNullOrWhiteSpace(action.Reason)
            || action.Reason.Length > OperatorAction.MaxReasonLength
        )
        {
            throw new ArgumentException(
                $"Reason is empty or longer than {OperatorAction.MaxReasonLength} characters. Set the reason to record in the audit trail.",
                nameof(action)
            );
        }

        if (action.Tenant is { Length: > Tenants.MaxLength })
        {
            throw new ArgumentException(
                $"Tenant has {action.Tenant.Length} characters, but at most {Tenants.MaxLength} are allowed.",
                nameof(action)
            );
        }
    }

    /// <summary>The action in the tenant of the scope, which may say it instead.</summary>
    public static OperatorAction InTenantOf(TwoFactorScope scope, OperatorAction action)
    {
        if (scope.Tenant.Length == 0 || scope.Tenant == action.Tenant)
        {
            return action;
        }

        return action.Tenant is null
            ? action with
            {
                Tenant = scope.Tenant,
            }
            : throw new ArgumentException(
                $"The scope belongs to tenant '{scope.Tenant}', but OperatorAction.Tenant is '{action.Tenant}'. Set one of them, or the same.",
                nameof(action)
            );
    }
}
