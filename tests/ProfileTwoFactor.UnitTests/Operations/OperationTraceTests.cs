using System.Diagnostics;
using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Operations;

/// <summary>Every call of every manager, made by a caller who isn't signed in.</summary>
public sealed class OperationTraceTests : IDisposable
{
    private static readonly Type[] Managers =
    [
        typeof(IAccountTwoFactorManager),
        typeof(IAccountAuthenticatorManager),
        typeof(IAccountPasskeyManager),
        typeof(IProfileTwoFactorManager),
        typeof(IProfileAuthenticatorManager),
        typeof(IProfilePasskeyManager),
        typeof(IProfileEnrollmentManager),
        typeof(IProfilePolicyManager),
        typeof(IProfileWindowManager),
    ];

    /// <summary>Only takes a cookie back: no operation, and nothing to trace.</summary>
    private const string Untraced = "IAccountTwoFactorManager.CancelSignInAsync";

    private readonly WebApplication _app;
    private readonly List<Activity> _ended = [];
    private readonly ActivityListener _listener;
    private readonly Activity _test = new Activity("test").Start();

    public OperationTraceTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var services = builder.Services;
        services.AddAuthentication("Cookies").AddCookie("Cookies");
        services.AddProfileTwoFactor().AddInMemoryStores().AddAccounts<NoAccounts>();
        services.Replace(ServiceDescriptor.Scoped<IProfileDirectory, NoProfiles>());
        _app = builder.Build();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ProfileTwoFactor",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests make calls at the same time.
                if (activity.TraceId == _test.TraceId)
                {
                    _ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static readonly (string Method, string Operation)[] Known =
    [
        ("IAccountTwoFactorManager.SignInAsync", "account-sign-in"),
        ("IAccountTwoFactorManager.FindSignInAsync", "account-half-way"),
        ("IAccountTwoFactorManager.GetStatusAsync", "account-status"),
        ("IAccountTwoFactorManager.GetHistoryAsync", "account-history"),
        ("IAccountTwoFactorManager.BeginBindingAsync", "account-begin-binding"),
        ("IAccountTwoFactorManager.BeginReplacementAsync", "account-begin-replacement"),
        ("IAccountTwoFactorManager.FindPendingBindingAsync", "account-find-binding"),
        ("IAccountTwoFactorManager.EnableAsync", "account-enable"),
        ("IAccountTwoFactorManager.VerifyAsync", "account-verify"),
        ("IAccountTwoFactorManager.VerifyBackupCodeAsync", "account-verify"),
        ("IAccountTwoFactorManager.RegenerateBackupCodesAsync", "account-backup-codes"),
        ("IAccountTwoFactorManager.DisableAsync", "account-disable"),
        ("IAccountAuthenticatorManager.ListAsync", "account-authenticators"),
        ("IAccountAuthenticatorManager.BeginFirstAsync", "account-begin-binding"),
        ("IAccountAuthenticatorManager.BeginAddingAsync", "account-begin-adding"),
        ("IAccountAuthenticatorManager.BeginReplacementAsync", "account-begin-replacement"),
        ("IAccountAuthenticatorManager.RenameAsync", "account-rename-authenticator"),
        ("IAccountAuthenticatorManager.RemoveAsync", "account-remove-authenticator"),
        ("IAccountPasskeyManager.BeginBindingAsync", "account-begin-passkey"),
        ("IAccountPasskeyManager.EnableAsync", "account-enable-by-passkey"),
        ("IAccountPasskeyManager.BindAsync", "account-bind-passkey"),
        ("IAccountPasskeyManager.BeginVerificationAsync", "account-begin-passkey-verification"),
        ("IAccountPasskeyManager.VerifyAsync", "account-verify-passkey"),
        ("IProfileTwoFactorManager.GetStatusAsync", "status"),
        ("IProfileTwoFactorManager.BeginBindingAsync", "begin-binding"),
        ("IProfileTwoFactorManager.BeginReplacementAsync", "begin-replacement"),
        ("IProfileTwoFactorManager.EnableAsync", "enable"),
        ("IProfileTwoFactorManager.MoveEnforcementAsync", "move-enforcement"),
        ("IProfileTwoFactorManager.PreviewEnforcementAsync", "preview"),
        ("IProfileTwoFactorManager.RemindMembersAsync", "remind"),
        ("IProfileTwoFactorManager.ConfirmBindingAsync", "bind"),
        ("IProfileTwoFactorManager.VerifyAsync", "verify"),
        ("IProfileTwoFactorManager.VerifyBackupCodeAsync", "verify-backup-code"),
        ("IProfileTwoFactorManager.RegenerateBackupCodesAsync", "backup-codes"),
        ("IProfileTwoFactorManager.DisableAsync", "disable"),
        ("IProfileTwoFactorManager.ListMembersAsync", "members"),
        ("IProfileTwoFactorManager.ResetMemberAsync", "reset"),
        ("IProfileAuthenticatorManager.ListAsync", "authenticators"),
        ("IProfileAuthenticatorManager.BeginFirstAsync", "begin-binding"),
        ("IProfileAuthenticatorManager.BeginAddingAsync", "begin-adding"),
        ("IProfileAuthenticatorManager.BeginReplacementAsync", "begin-replacement"),
        ("IProfileAuthenticatorManager.RenameAsync", "rename-authenticator"),
        ("IProfileAuthenticatorManager.RemoveAsync", "remove-authenticator"),
        ("IProfilePasskeyManager.BeginBindingAsync", "begin-passkey"),
        ("IProfilePasskeyManager.BindAsync", "bind-passkey"),
        ("IProfilePasskeyManager.EnableAsync", "enable-by-passkey"),
        ("IProfilePasskeyManager.BeginVerificationAsync", "begin-passkey-verification"),
        ("IProfilePasskeyManager.VerifyAsync", "verify-passkey"),
        ("IProfileEnrollmentManager.BeginBindingAsync", "begin-binding"),
        ("IProfileEnrollmentManager.SendCodeAsync", "enrollment-email"),
        ("IProfileEnrollmentManager.IssuePassAsync", "enrollment-pass"),
        ("IProfilePolicyManager.ChangeAsync", "policy"),
        ("IProfileWindowManager.ListWindowsAsync", "windows"),
        ("IProfileWindowManager.EndWindowAsync", "end-window"),
        ("IProfileWindowManager.EndOtherWindowsAsync", "end-other-windows"),
        ("IProfileWindowManager.AskAllAgainAsync", "ask-all-again"),
        ("IProfileWindowManager.AskMemberAgainAsync", "ask-member-again"),
    ];

    public static TheoryData<string, string> Operations => Rows("I");

    public static TheoryData<string, string> AccountOperations => Rows("IAccount");

    public void Dispose()
    {
        _listener.Dispose();
        _test.Dispose();
        ((IDisposable)_app).Dispose();
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Call_OfEachManager_IsTracedUnderItsNameWithTheCodeOfItsRefusal(
        string method,
        string operation
    )
    {
        foreach (var call in MethodsNamed(method))
        {
            _ended.Clear();

            await InvokeAsync(call, NewContext());

            var activity = Assert.Single(_ended);
            Assert.Equal($"two-factor {operation}", activity.OperationName);
            Assert.Equal(
                TwoFactorErrorCodes.SignInRequired,
                activity.GetTagItem("two_factor.result")
            );
            Assert.Equal(ActivityStatusCode.Unset, activity.Status);
        }
    }

    [Theory]
    [MemberData(nameof(AccountOperations))]
    public async Task Call_OfAnAccountThatIsGone_IsRefusedLikeOneOfNobody(
        string method,
        string operation
    )
    {
        foreach (var call in MethodsNamed(method))
        {
            _ended.Clear();
            var context = NewContext();
            context.User = new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "gone")], "Cookies")
            );

            await InvokeAsync(call, context);

            var activity = Assert.Single(_ended);
            Assert.Equal($"two-factor {operation}", activity.OperationName);
            Assert.Equal(
                TwoFactorErrorCodes.SignInRequired,
                activity.GetTagItem("two_factor.result")
            );
        }
    }

    [Fact]
    public void Methods_ThatTakeARequest_AreAllInTheTable()
    {
        var listed = Known.Select(row => row.Method).Append(Untraced).ToHashSet();

        var missing = Managers
            .SelectMany(manager => manager.GetMethods().Where(TakesRequest))
            .Select(NameOf)
            .Where(name => !listed.Contains(name))
            .Distinct();

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Call_WithoutARequest_NamesTheMissingArgument()
    {
        foreach (var method in Managers.SelectMany(manager => manager.GetMethods()))
        {
            if (TakesRequest(method))
            {
                var failure = await Assert.ThrowsAsync<ArgumentNullException>(() =>
                    InvokeAsync(method, null)
                );
                Assert.True(failure.ParamName == "context", NameOf(method));
            }
        }
    }

    [Fact]
    public async Task Call_WithoutATextThatItNeeds_NamesTheMissingArgument()
    {
        var nullability = new NullabilityInfoContext();
        var seen = 0;
        var unnoticed = new List<string>();
        foreach (var method in Managers.SelectMany(manager => manager.GetMethods()))
        {
            foreach (var parameter in method.GetParameters())
            {
                if (
                    parameter.ParameterType != typeof(string)
                    || nullability.Create(parameter).WriteState == NullabilityState.Nullable
                )
                {
                    continue;
                }

                seen++;
                var failure = await Record.ExceptionAsync(() =>
                    InvokeAsync(method, NewContext(), parameter.Position)
                );
                if ((failure as ArgumentNullException)?.ParamName != parameter.Name)
                {
                    unnoticed.Add($"{NameOf(method)} {parameter.Name}: {failure?.Message}");
                }
            }
        }

        Assert.Empty(unnoticed);
        Assert.InRange(seen, 30, 100);
    }

    private static TheoryData<string, string> Rows(string manager)
    {
        var data = new TheoryData<string, string>();
        foreach (var (method, operation) in Known)
        {
            if (method.StartsWith(manager, StringComparison.Ordinal))
            {
                data.Add(method, operation);
            }
        }

        return data;
    }

    private static bool TakesRequest(MethodInfo method) =>
        method.GetParameters() is [{ ParameterType: var first }, ..]
        && first == typeof(HttpContext);

    private static string NameOf(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}";

    private static IEnumerable<MethodInfo> MethodsNamed(string name) =>
        Managers
            .SelectMany(manager => manager.GetMethods())
            .Where(method => NameOf(method) == name);

    private HttpContext NewContext()
    {
        var context = new DefaultHttpContext { RequestServices = _app.Services };
        context.Request.Scheme = "https";
        context.Request.Host = new("site.example");
        return context;
    }

    private Task InvokeAsync(MethodInfo method, HttpContext? context, int missing = -1)
    {
        var manager = _app.Services.GetRequiredService(method.DeclaringType!);
        object?[] arguments = [context, .. method.GetParameters().Skip(1).Select(ArgumentOf)];
        if (missing >= 0)
        {
            arguments[missing] = null;
        }

        return (Task)
            method.Invoke(
                manager,
                BindingFlags.DoNotWrapExceptions,
                binder: null,
                arguments,
                culture: null
            )!;
    }

    private static object? ArgumentOf(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType == typeof(string) ? "x"
        : parameter.ParameterType == typeof(Func<ProfilePolicyValues, ProfilePolicyValues>)
            ? new Func<ProfilePolicyValues, ProfilePolicyValues>(values => values)
        : null;

    private sealed class NoAccounts : IAccountDirectory
    {
        public ValueTask<TwoFactorAccount?> FindAsync(string userId, CancellationToken token) =>
            new(
                userId == "gone"
                    ? null
                    : new TwoFactorAccount
                    {
                        UserId = userId,
                        AccountName = "mei@example.com",
                        SecurityStamp = "1",
                    }
            );

        public ValueTask<ClaimsPrincipal?> CreatePrincipalAsync(
            string userId,
            CancellationToken token
        ) => new((ClaimsPrincipal?)null);
    }

    private sealed class NoProfiles : IProfileDirectory
    {
        public ValueTask<ProfileAccess?> FindAsync(
            string profileId,
            ClaimsPrincipal user,
            CancellationToken token
        ) => throw Unexpected();

        public ValueTask<ProfileMember?> FindMemberAsync(
            string profileId,
            string memberId,
            CancellationToken token
        ) => throw Unexpected();

        public IAsyncEnumerable<ProfileMember> ListMembersAsync(
            string profileId,
            CancellationToken token
        ) => throw Unexpected();

        private static InvalidOperationException Unexpected() => new("No one is signed in.");
    }
}
