using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Mail.Development;
using ProfileTwoFactor.Mail.Smtp;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Mail;

/// <summary>Handed to <c>AddMail(…)</c>: how mails are sent and where they wait. Every call may be made twice; the last choice counts.</summary>
public sealed class ProfileTwoFactorMailBuilder
{
    internal ProfileTwoFactorMailBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Sets where links in mails lead, and the language of mails.</summary>
    /// <param name="configure">The settings.</param>
    public ProfileTwoFactorMailBuilder Configure(Action<TwoFactorMailOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }

    /// <summary>Sends mails by SMTP.</summary>
    /// <param name="configure">Server, port, sender.</param>
    public ProfileTwoFactorMailBuilder UseSmtp(Action<SmtpNotifierOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddOptions<SmtpNotifierOptions>().Configure(configure).ValidateOnStart();
        Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<SmtpNotifierOptions>,
                SmtpNotifierOptionsValidator
            >()
        );
        return UseNotifier<SmtpNotifier>();
    }

    /// <summary>Keeps mails in this process instead of sending them; <c>app.MapDevelopmentMailbox("/dev/mail")</c> shows them. Refused at start outside Development.</summary>
    public ProfileTwoFactorMailBuilder UseDevelopmentMailbox() => UseNotifier<DevelopmentMailbox>();

    /// <summary>Sends mails by a notifier of the host's own making.</summary>
    /// <typeparam name="TNotifier">The notifier; a singleton.</typeparam>
    public ProfileTwoFactorMailBuilder UseNotifier<TNotifier>()
        where TNotifier : class, ITwoFactorNotifier
    {
        Services.TryAddSingleton<TNotifier>();
        Services.RemoveAll<ITwoFactorNotifier>();
        Services.AddSingleton<ITwoFactorNotifier>(provider =>
            provider.GetRequiredService<TNotifier>()
        );
        return this;
    }

    /// <summary>Keeps mails that are to be sent in a store of the host's own making.</summary>
    /// <remarks>
    /// Needed beside <c>AddStores&lt;TPolicyStore, TSecretStore&gt;()</c>, which brings none: mails then wait in the process, and those not
    /// sent yet are lost when it ends, which a warning says at start. The Entity Framework Core stores bring one.
    /// A store that implements <see cref="IStoreClock"/> as well gives the clock by which nodes share the queue.
    /// </remarks>
    /// <typeparam name="TStore">Keeps mails; a singleton.</typeparam>
    public ProfileTwoFactorMailBuilder UseStore<TStore>()
        where TStore : class, INotificationStore
    {
        Services.TryAddSingleton<TStore>();
        Services.RemoveAll<INotificationStore>();
        Services.AddSingleton<INotificationStore>(provider =>
            provider.GetRequiredService<TStore>()
        );
        return this;
    }
}
