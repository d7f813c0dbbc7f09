using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.UnitTests.Docs;
using ProfileTwoFactor.UnitTests.Stores;

namespace ProfileTwoFactor.UnitTests.Conventions;

/// <summary>What a process keeps and later believes is listed, with its key and who may write it, and keeps tenants apart.</summary>
public sealed partial class KeptStateTests
{
    private const string Page = "docs/architecture.md";

    private static readonly Type[] Collections =
    [
        typeof(ConcurrentDictionary<,>),
        typeof(ConcurrentQueue<>),
        typeof(ConcurrentBag<>),
        typeof(Dictionary<,>),
        typeof(HashSet<>),
        typeof(List<>),
        typeof(Queue<>),
        typeof(Channel<>),
        typeof(ConditionalWeakTable<,>),
        typeof(PartitionedRateLimiter<>),
        typeof(TwoGenerationCache<,>),
    ];

    [Fact]
    public void Field_InWhichSomethingOutlivesACall_IsListedOnThePage()
    {
        var listed = Rows().Select(row => row.Field).ToList();
        var found = Found().ToList();

        var missing = found.Except(listed).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"Not on the page: {string.Join(", ", missing)}");
        // A row of something that is gone would be believed by readers.
        var gone = listed.Except(found).ToList();
        Assert.True(gone.Count == 0, $"On the page, and gone: {string.Join(", ", gone)}");
    }

    [Fact]
    public void Scopes_ThatDifferInTheTenantAlone_AreTwo()
    {
        var none = TwoFactorScope.Profile("acme", "stamp");

        Assert.NotEqual(none, none.InTenant("one"));
        Assert.NotEqual(none.InTenant("one"), none.InTenant("ONE"));
        Assert.Equal(none, none.InTenant("one").InTenant(""));
        Assert.Equal(
            ("one", "acme", "stamp"),
            (none.InTenant("one").Tenant, none.InTenant("one").Id, none.InTenant("one").Stamp)
        );
    }

    [Fact]
    public void Field_KeyedByTenant_IsAskedWithTwoTenants()
    {
        var keyed = Rows().Where(row => row.Key.Split(", ").Contains("tenant"));

        Assert.Equal(
            keyed.Select(row => row.Field).Order(StringComparer.Ordinal),
            TenantWalk.Fields.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(TenantWalk.All), MemberType = typeof(TenantWalk))]
    public async Task Field_AskedWithTwoTenants_KeepsThemApart(string field)
    {
        await using var walk = new TenantWalk();

        await walk.RunAsync(field);
    }

    private static IEnumerable<(string Field, string Key)> Rows() =>
        Row()
            .Matches(Checkout.Read(Page))
            .Select(match => (match.Groups["field"].Value, match.Groups["key"].Value));

    private static IEnumerable<string> Found()
    {
        var kept = new HashSet<Type>();
        foreach (var type in Singletons())
        {
            Reach(type, kept);
        }

        return Ours.SelectMany(type =>
                type.GetFields(
                    BindingFlags.DeclaredOnly
                        | BindingFlags.Static
                        | BindingFlags.Instance
                        | BindingFlags.Public
                        | BindingFlags.NonPublic
                )
            )
            .Where(field =>
                !field.IsLiteral
                && (field.IsStatic || kept.Contains(Definition(field.DeclaringType!)))
                // What the compiler keeps of a primary constructor's parameters is never assigned.
                && !field.Name.EndsWith(">P", StringComparison.Ordinal)
                && (IsCollection(field.FieldType) || !field.IsInitOnly)
            )
            .Select(field => $"{Name(field.DeclaringType!)}.{Name(field)}");
    }

    /// <summary>Types of this package that live as long as the process, and those whose instances they hold on to.</summary>
    private static void Reach(Type type, HashSet<Type> kept)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Reach(argument, kept);
            }
        }

        if (!Ours.Contains(Definition(type)) || !kept.Add(Definition(type)))
        {
            return;
        }

        foreach (
            var field in type.GetFields(
                BindingFlags.Instance
                    | BindingFlags.Static
                    | BindingFlags.NonPublic
                    | BindingFlags.Public
            )
        )
        {
            Reach(field.FieldType, kept);
        }
    }

    private static IEnumerable<Type> Singletons()
    {
        var services = new ServiceCollection();
        services.AddDbContext<HostContext>();
        services
            .AddProfileTwoFactor()
            .AddInMemoryStores()
            .AddMail()
            .AddPasskeys()
            .AddRedisBackplane("server")
            .AddInMemoryHistory()
            .AddGauges()
            .AddAuditFile(_ => { })
            .AddAuditWebhook(_ => { })
            .AddDefaultPages()
            .AddEntityFrameworkStores<HostContext>();
        services.AddHealthChecks().AddProfileTwoFactor();
        services.AddSingleton<AccountUserId>();
        services.AddSingleton<AccountLookup>();
        services.AddSingleton<AccountPolicies>();
        return services
            .Where(service => service.Lifetime == ServiceLifetime.Singleton)
            .Select(service => service.ImplementationType ?? service.ServiceType);
    }

    private static readonly HashSet<Type> Ours =
    [
        .. new[]
        {
            typeof(ProfileGate).Assembly,
            typeof(ProfileTwoFactor.Mail.Stores.INotificationStore).Assembly,
            typeof(ProfileTwoFactor.Identity.IdentityAccountOptions<>).Assembly,
            typeof(ProfileTwoFactor.Passkeys.PasskeyOptions).Assembly,
            typeof(ProfileTwoFactor.Redis.RedisBackplaneOptions).Assembly,
            typeof(ProfileTwoFactorPagesOptions).Assembly,
            typeof(Microsoft.EntityFrameworkCore.ProfileTwoFactorModelBuilderExtensions).Assembly,
        }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type =>
                !type.IsDefined(typeof(CompilerGeneratedAttribute))
                && !type.IsEnum
                // Settings, fixed at start.
                && !type.Name.EndsWith("Options", StringComparison.Ordinal)
            ),
    ];

    private static bool IsCollection(Type type) =>
        type.IsGenericType && Collections.Contains(type.GetGenericTypeDefinition());

    private static Type Definition(Type type) =>
        type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string Name(Type type) => type.Name.Split('`')[0];

    private static string Name(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    [GeneratedRegex(
        @"^\| `(?<field>\w+\.\w+)` \|[^|]*\| (?<key>[^|]*?) \|",
        RegexOptions.Multiline
    )]
    private static partial Regex Row();
}
