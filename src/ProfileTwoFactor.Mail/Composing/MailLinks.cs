using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Composing;

/// <summary>Absolute addresses of the package's pages. Settings decide: a Host header that they don't name must not decide where people's mail leads.</summary>
internal sealed class MailLinks(
    IOptions<TwoFactorMailOptions> mails,
    IOptions<ProfileTwoFactorOptions> options,
    IHostEnvironment environment,
    IServiceProvider services
)
{
    public string? To(NotificationPayload payload)
    {
        if (Origin(payload) is not { } origin)
        {
            return null;
        }

        if (payload.ScopeKind == TwoFactorScopeKind.Account)
        {
            return $"{origin}{options.Value.PathPrefix}/account";
        }

        var page = payload.Kind
            is TwoFactorMailKind.ProfileEnabled
                or TwoFactorMailKind.ProfileScheduled
                or TwoFactorMailKind.EnforcementMoved
                or TwoFactorMailKind.EnforcementReminder
                or TwoFactorMailKind.BindingReminder
                or TwoFactorMailKind.AuthenticatorReset
                or TwoFactorMailKind.RemovedByOperator
                or TwoFactorMailKind.EnrollmentCode
                or TwoFactorMailKind.EnrollmentPassIssued
            ? "bind"
            : "manage";
        return $"{origin}{options.Value.PathPrefix}/profiles/{Uri.EscapeDataString(payload.ScopeId)}/{page}";
    }

    private string? Origin(NotificationPayload payload) =>
        mails.Value.PublicOrigin is { } origin ? origin.TrimEnd('/')
        : payload.Origin is { } trusted ? trusted
        : environment.IsDevelopment() ? ServerAddress()
        : null;

    private string? ServerAddress()
    {
        var addresses = services
            .GetService<IServer>()
            ?.Features.Get<IServerAddressesFeature>()
            ?.Addresses;
        return addresses?.FirstOrDefault() is { } address
            ? address
                .Replace("//*", "//localhost", StringComparison.Ordinal)
                .Replace("//+", "//localhost", StringComparison.Ordinal)
                .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
                .Replace("//[::]", "//localhost", StringComparison.Ordinal)
                .TrimEnd('/')
            : null;
    }
}
