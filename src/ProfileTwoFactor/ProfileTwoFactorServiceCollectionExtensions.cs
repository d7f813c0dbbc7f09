using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Events.Internal;
using ProfileTwoFactor.Gate.Attachment;
using ProfileTwoFactor.Gate.Challenges;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Gate.Hubs;
using ProfileTwoFactor.Gate.Internal;
using ProfileTwoFactor.Gate.SharedLinks.Internal;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Operations.Internal;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Stores.Internal;
using ProfileTwoFactor.Windows;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the package to the app's services.</summary>
public static class ProfileTwoFactorServiceCollectionExtensions
{
    /// <summary>Adds profile-level two-factor authentication. Configure a store on the returned builder.</summary>
    /// <param name="services">The app's services. They must contain an <see cref="IProfileDirectory"/>.</param>
    /// <returns>A builder for stores and optional features.</returns>
    public static ProfileTwoFactorBuilder AddProfileTwoFactor(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(ProfileGate)))
        {
            return new ProfileTwoFactorBuilder(services);
        }

        services.AddOptions<ProfileTwoFactorOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<ProfileTwoFactorOptions>,
                ProfileTwoFactorOptionsValidator
            >()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<ProfileTwoFactorOptions>,
                PolicyLimitsValidator
            >()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<ProfileTwoFactorOptions>,
                UpstreamIssuersValidator
            >()
        );
        services.AddDataProtection();
        services.AddAntiforgery();
        services.AddDistributedMemoryCache();
        services.AddMetrics();
        services.AddRouting();
        services.TryAddSingleton(TimeProvider.System);
        AddEngine(services);
        AddGate(services);
        AddLiveConnections(services);
        return new ProfileTwoFactorBuilder(services);
    }

    /// <summary>Adds profile-level two-factor authentication and configures its options.</summary>
    /// <param name="services">The app's services. They must contain an <see cref="IProfileDirectory"/>.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>A builder for stores and optional features.</returns>
    public static ProfileTwoFactorBuilder AddProfileTwoFactor(
        this IServiceCollection services,
        Action<ProfileTwoFactorOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddProfileTwoFactor();
        services.Configure(configure);
        return builder;
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.TryAddSingleton<ISecretProtector, DataProtectionSecretProtector>();
        services.AddSingleton<TwoFactorMetrics>();
        services.AddSingleton<Tenants>();
        services.AddSingleton<ITwoFactorTenantAccessor>(provider =>
            provider.GetRequiredService<Tenants>()
        );
        services.AddSingleton<CircuitRegistry>();
        services.AddSingleton<Deadline>();
        services.AddSingleton<IHostedService, SharedStateWarnings>();
        services.AddSingleton<IHostedService, KeyRingStartCheck>();
        services.AddSingleton<ConfiguredStores>();
        services.AddSingleton<PolicyReader>();
        services.AddSingleton<TwoFactorEventPublisher>();
        services.AddSingleton<TrustedOrigin>();
        services.AddSingleton<CallEvents>();
        services.AddSingleton<ProfileAnnouncements>();
        services.AddSingleton<IHostedService, MailStartupNote>();
        services.AddSingleton<IHostedService, ReportOnlyNote>();
        services.AddSingleton<RetiredEpochQueue>();
        services.AddHostedService<RetiredEpochSweeper>();
        services.AddSingleton<SecretProtection>();
        services.AddSingleton<BindingRepository>();
        services.AddSingleton<NodeClock>();
        services.AddSingleton<AcceptedSteps>();
        services.AddSingleton<CodeRules>();
        services.AddSingleton<BindingManager>();
        services.AddSingleton<EnrollmentSeal>();
        services.AddSingleton<FirstProofRules>();
        services.AddSingleton<EnrollmentIssuer>();
        services.AddSingleton<BindingPreparation>();
        services.AddSingleton<ProofAge>();
        services.AddSingleton<SupportedAuthenticators>();
        services.AddSingleton<PolicyRules>();
        services.AddSingleton<PolicyStatus>();
        services.AddSingleton<PendingCaller>();
        services.AddSingleton<WindowCookieShape>();
        services.AddSingleton<ScopeRegistry>();
        services.AddSingleton<EnforcementDates>();
        services.AddSingleton<DecisionCache>();
        services.AddSingleton<WindowLifetimes>();
        services.AddSingleton<OpenedSeals>();
        services.AddSingleton<WindowSeal>();
        services.AddSingleton<WindowStore>();
        services.AddSingleton<WindowTokenSource>();
        services.AddSingleton<WindowCookieWriter>();
        services.AddSingleton<WindowRegister>();
        services.AddSingleton<WindowManager>();
        services.AddSingleton<WindowOverview>();
        services.AddSingleton<WindowEnder>();
        services.AddSingleton<ProfileWindows>();
        services.AddSingleton<BrowserWindows>();
        services.AddSingleton<SignOutScheme>();
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>, SignOutHook>();
        services.AddSingleton<IHostedService, SignOutStartupCheck>();
        services.AddSingleton<ProfileResolver>();
        services.AddSingleton<ProfileCallRunner>();
        services.AddSingleton<OwnerCheck>();
        services.AddSingleton<MemberProofs>();
        services.AddSingleton<ProfileStatusReader>();
        services.AddSingleton<FreshProof>();
        services.AddSingleton<SetupFactory>();
        services.AddSingleton<EnrollmentDemand>();
        services.AddSingleton<PendingSetup>();
        services.AddSingleton<AuthenticatorReplacement>();
        services.AddSingleton<PolicySwitch>();
        services.AddSingleton<ActionUrls>();
        services.AddSingleton<OperationGuard>();
        services.AddSingleton<OperatorLookup>();
        services.AddSingleton<OperatorEvents>();
        services.AddSingleton<BindingRemoval>();
        services.AddSingleton<RetiredEpochDeletion>();
        services.AddSingleton<ScopeRemoval>();
        services.TryAddSingleton<ITwoFactorOperator, TwoFactorOperator>();
        services.AddSingleton<EpochSwitch>();
        services.AddSingleton<ProfileSwitch>();
        services.AddSingleton<MemberBinding>();
        services.AddSingleton<MemberLookup>();
        services.AddSingleton<MemberStates>();
        services.AddSingleton<MemberEnrollment>();
        services.AddSingleton<IProfileEnrollmentManager, ProfileEnrollmentManager>();
        services.AddSingleton<MemberWindows>();
        services.AddSingleton<MemberAuthenticators>();
        services.AddSingleton<IProfileAuthenticatorManager, ProfileAuthenticatorManager>();
        services.AddSingleton<OwnerDemand>();
        services.AddSingleton<UpstreamProofReader>();
        services.AddSingleton<UpstreamRevocation>();
        services.AddSingleton<AskingAgain>();
        services.AddSingleton<IProfileWindowManager, ProfileWindowManager>();
        services.AddSingleton<PolicyCheck>();
        services.AddSingleton<PolicyChange>();
        services.TryAddSingleton<IProfilePolicyManager, ProfilePolicyManager>();
        services.AddSingleton<CodeAttemptLimiter>();
        services.AddSingleton<PasskeySeal>();
        services.AddSingleton<PasskeyTicketCarrier>();
        services.AddSingleton<PasskeyPersonFactory>();
        services.AddSingleton<PasskeyAdmission>();
        services.AddSingleton<PasskeySetup>();
        services.AddSingleton<PasskeyCommit>();
        services.AddSingleton<PasskeyVerification>();
        services.AddSingleton<ProfilePasskeys>();
        services.AddSingleton<IProfilePasskeyManager, ProfilePasskeyManager>();
        services.AddSingleton<CopiedPasskey>();
        services.AddSingleton<PolicyMarks>();
        services.AddSingleton<CodeVerification>();
        services.AddSingleton<MemberRoll>();
        services.AddSingleton<MemberAdministration>();
        services.AddSingleton<WouldRefuseCounts>();
        services.AddSingleton<OwnerSight>();
        services.AddSingleton<EnforcementMove>();
        services.AddSingleton<MachineCallerRoll>();
        services.AddSingleton<EnforcementPreviewReader>();
        services.AddSingleton<MemberReminders>();
        services.AddSingleton<OwnerControls>();
        services.TryAddSingleton<IProfileTwoFactorManager, ProfileTwoFactorManager>();
    }

    private static void AddGate(IServiceCollection services)
    {
        services.AddSingleton<GateVerdicts>();
        services.AddSingleton<GateMemory>();
        services.AddSingleton<MemberRecords>();
        services.AddSingleton<OffReader>();
        services.AddSingleton<ProofReader>();
        services.AddSingleton<WindowExtension>();
        services.AddSingleton<MemberGate>();
        services.AddSingleton<ProfileGate>();
        services.AddSingleton<ProfileIdSource>();
        services.AddSingleton<SharedLinkResolver>();
        services.AddSingleton<SharedLinkGate>();
        services.AddSingleton<ISharedLinkSource, AdmittedSharedLink>();
        services.AddSingleton<ChallengeEvents>();
        services.AddSingleton<GateChallenge>();
        services.AddSingleton<AccountChallenge>();
        services.AddSingleton<DecisionGuard>();
        services.AddSingleton<GateParameters>();
        services.AddSingleton<EndpointRules>();
        services.AddSingleton<AttachmentCheck>();
        services.AddSingleton<PageAddressCheck>();
        services.AddSingleton<ComponentAttachmentCheck>();
        services.DecorateComponentActivator();
        services.AddSingleton<PageRules>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<MatcherPolicy, DecisionGuardMatcherPolicy>()
        );
        services.AddSingleton<DecisionGuardFilter>();
        services.Configure<MvcOptions>(options =>
        {
            options.Filters.AddService<DecisionGuardFilter>(int.MinValue);
            options.ModelBinderProviders.Insert(0, new SharedLinkModelBinderProvider());
            // Without this, [ApiController] takes a link for the request's body and allows no other body beside it.
            options.ModelMetadataDetailsProviders.Add(
                new BindingSourceMetadataProvider(typeof(SharedLink), BindingSource.Special)
            );
        });
        services.TryAddSingleton<ProfileTwoFactorAuthorizationHandler>();
        services.TryAddSingleton<SharedLinkAuthorizationHandler>();
        services.TryAddSingleton<AccountTwoFactorAuthorizationHandler>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IAuthorizationHandler, GateAuthorizationHandler>()
        );
        services.AddAuthorization(options =>
        {
            options.AddPolicy(
                ProfileTwoFactorDefaults.PolicyName,
                policy =>
                    policy
                        .RequireAuthenticatedUser()
                        .AddRequirements(ProfileTwoFactorRequirement.Instance)
            );
            options.AddPolicy(
                ProfileTwoFactorDefaults.AccountPolicyName,
                policy =>
                    policy
                        .RequireAuthenticatedUser()
                        .AddRequirements(AccountTwoFactorRequirement.Instance)
            );
            // No signed-in user is demanded here: the link decides.
            options.AddPolicy(
                ProfileTwoFactorDefaults.SharedLinkPolicyName,
                policy => policy.AddRequirements(SharedLinkRequirement.Instance)
            );
        });
        services.DecorateAuthorizationResultHandler();
        services
            .AddAuthentication()
            .AddScheme<ProfileTwoFactorSchemeOptions, ProfileTwoFactorHandler>(
                ProfileTwoFactorDefaults.AuthenticationScheme,
                configureOptions: null
            );
        services.AddSingleton<
            IPostConfigureOptions<AuthenticationOptions>,
            AuthenticationDefaults
        >();
        services.AddSingleton<IValidateOptions<AuthenticationOptions>, AuthenticationDefaults>();
        services.AddSingleton<IHostedService, StartupChecks>();
    }

    private static void AddLiveConnections(IServiceCollection services)
    {
        services.AddSingleton<HubConnectionGate>();
        services.AddSingleton<OpenAnswerList>();
        services.AddSingleton<LiveConnectionRegistry>();
        services.AddSingleton<AnswerEnding>();
        services.AddSingleton<OpenAnswerTracker>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAnswerProof, ProfileAnswerProof>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAnswerProof, LinkAnswerProof>());
        services.AddSingleton<LiveConnectionCloser>();
        services.AddSingleton<LiveConnectionCheck>();
        services.AddSingleton<LiveConnectionWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveConnectionWatcher>());
        services.AddSingleton<RequestlessTransport>();
        services.AddSingleton<GateHubFilter>();
        services.Configure<HubOptions>(options => options.AddFilter<GateHubFilter>());
    }
}
