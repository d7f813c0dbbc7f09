using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.UnitTests.Stores;

/// <summary>What a host says of all its strings, bytes and numbers must not reach the package's columns, or the start is refused.</summary>
public sealed class ContextConventionTests
{
    public static TheoryData<string> Conventions => [.. HostConventions.Keys];

    public static TheoryData<string> Databases => ["sqlite", "sqlserver"];

    private static readonly Dictionary<string, Action<ModelConfigurationBuilder>> HostConventions =
        new()
        {
            ["short strings"] = all => all.Properties<string>().HaveMaxLength(255),
            ["strings without Unicode"] = all => all.Properties<string>().AreUnicode(false),
            ["strings of fixed length"] = all => all.Properties<string>().AreFixedLength(),
            ["trimmed strings"] = all =>
                all.Properties<string>().HaveConversion<TrimmingConverter>(),
            ["strings as bytes"] = all => all.Properties<string>().HaveConversion<byte[]>(),
            ["a collation"] = all => all.Properties<string>().UseCollation("NOCASE"),
            ["a column type for strings"] = all =>
                all.Properties<string>().HaveColumnType("varchar(40)"),
            ["short bytes"] = all => all.Properties<byte[]>().HaveMaxLength(32),
            ["bytes as text"] = all => all.Properties<byte[]>().HaveConversion<string>(),
            ["longs as text"] = all => all.Properties<long>().HaveConversion<string>(),
            ["a column type for longs"] = all => all.Properties<long>().HaveColumnType("int"),
            ["ints as bytes"] = all => all.Properties<int>().HaveConversion<byte>(),
            ["bools as text"] = all => all.Properties<bool>().HaveConversion<string>(),
            ["no bytes at all"] = all => all.IgnoreAny<byte[]>(),
            ["no nullability"] = all =>
                all.Conventions.Remove(typeof(NonNullableReferencePropertyConvention)),
            ["no discovery"] = all => all.Conventions.Remove(typeof(PropertyDiscoveryConvention)),
        };

    [Theory]
    [MemberData(nameof(Conventions))]
    public void Tables_WhateverTheHostsConventionsAre_AreTheSame(string convention)
    {
        using var plain = Context(SqlServer, "");
        using var bent = Context(SqlServer, convention);
        Assert.Equal(Script(plain), Script(bent));

        using var plainFile = Context(Sqlite, "");
        using var bentFile = Context(Sqlite, convention);
        Assert.Equal(Script(plainFile), Script(bentFile));
    }

    [Theory]
    [MemberData(nameof(Conventions))]
    public async Task Start_WithConventions_IsNotRefused(string convention) =>
        await StartAsync(convention, _ => { });

    [Theory]
    [InlineData("BackupCodeHashes", "255")]
    [InlineData("RetiredEpochs", "255")]
    [InlineData("SpentSignIns", "255")]
    [InlineData("Windows", "255")]
    [InlineData("Payload", "255")]
    [InlineData("ProtectedSecret", "255")]
    [InlineData("MemberId", "199")]
    public async Task Start_WithAColumnThatWasMadeTooShort_IsRefusedAndNamesItAndWhatToDo(
        string column,
        string length
    )
    {
        var error = await RefusedAsync(model =>
            Each(
                model,
                column,
                property => property.SetMaxLength(int.Parse(length, provider: null))
            )
        );

        Assert.Contains(column, error, StringComparison.Ordinal);
        Assert.Contains(length, error, StringComparison.Ordinal);
        Assert.Contains("AddProfileTwoFactor()", error, StringComparison.Ordinal);
    }

    public static TheoryData<string> Changes => [.. LateChanges.Keys];

    private static readonly Dictionary<
        string,
        (string Column, Action<IMutableProperty> Change)
    > LateChanges = new()
    {
        ["without Unicode"] = ("ScopeId", property => property.SetIsUnicode(false)),
        ["padded"] = ("BindingId", property => property.SetIsFixedLength(true)),
        ["converted"] = (
            "MemberStamp",
            property => property.SetValueConverter(new TrimmingConverter())
        ),
        ["as text"] = ("Version", property => property.SetProviderClrType(typeof(string))),
        ["required"] = ("PendingBindingId", property => property.IsNullable = false),
        ["computed"] = ("Failures", property => property.SetComputedColumnSql("1")),
        ["a short type"] = ("JobId", property => property.SetColumnType("nvarchar(20)")),
        ["a type without Unicode"] = (
            "Payload",
            property => property.SetColumnType("varchar(max)")
        ),
        ["a narrow number"] = ("NotBeforeUtcTicks", property => property.SetColumnType("int")),
        ["missing"] = (
            "LastEnabledEpoch",
            property => ((IMutableEntityType)property.DeclaringType).RemoveProperty(property)
        ),
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Start_WithAColumnThatWasChanged_IsRefusedAndNamesIt(string change)
    {
        var (column, act) = LateChanges[change];

        var error = await RefusedAsync(model => Each(model, column, act));

        Assert.Contains(column, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveralMistakes_NamesAllOfThem()
    {
        var error = await RefusedAsync(model =>
        {
            Each(model, "Payload", property => property.SetMaxLength(10));
            Each(model, "MemberId", property => property.SetIsUnicode(false));
        });

        Assert.Contains("Payload", error, StringComparison.Ordinal);
        Assert.Contains("MemberId", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhereTheHostMakesColumnsWiderOrGivesThemNamesAndCollations_IsNotRefused()
    {
        await StartAsync(
            "",
            model =>
            {
                Each(model, "MemberId", property => property.SetMaxLength(400));
                Each(model, "ScopeId", property => property.SetCollation("Latin1_General_BIN2"));
                Each(model, "Epoch", property => property.SetColumnName("epoch_text"));
                Each(model, "ChangedBy", property => property.SetColumnType("nvarchar(max)"));
            }
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_WithAProvider_NamesItInTheLogOnlyWhenItWasNeverTested(bool tested)
    {
        var log = new RecordedLog();
        await StartAsync(
            "",
            _ => { },
            log,
            options =>
            {
                SqlServer(options);
                if (!tested)
                {
                    options.ReplaceService<IDatabaseProvider, OtherProvider>();
                }
            }
        );

        Assert.Equal(tested ? [] : ["ProviderUntested"], log.WarningNames);
        Assert.All(
            log.Warnings,
            line => Assert.Contains("Some.Other.Provider", line, StringComparison.Ordinal)
        );
    }

    private static void Each(IMutableModel model, string column, Action<IMutableProperty> change)
    {
        var found = model
            .GetEntityTypes()
            .Select(entity => entity.FindProperty(column))
            .OfType<IMutableProperty>()
            .ToList();
        Assert.NotEmpty(found);
        found.ForEach(change);
    }

    private static async Task<string> RefusedAsync(Action<IMutableModel> afterwards) =>
        (
            await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync("", afterwards))
        ).Message;

    private static async Task StartAsync(
        string convention,
        Action<IMutableModel> afterwards,
        RecordedLog? log = null,
        Action<DbContextOptionsBuilder>? database = null
    )
    {
        var builder = new HostApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true }
        );
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddScoped(_ => Context(database ?? SqlServer, convention, afterwards));
        new ProfileTwoFactorBuilder(builder.Services).AddEntityFrameworkStores<BentContext>();
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }

    private static string Script(BentContext context) => context.Database.GenerateCreateScript();

    private static void SqlServer(DbContextOptionsBuilder options) =>
        options.UseSqlServer("Server=nowhere");

    private static void Sqlite(DbContextOptionsBuilder options) =>
        options.UseSqlite("Data Source=:memory:");

    private static BentContext Context(
        Action<DbContextOptionsBuilder> database,
        string convention,
        Action<IMutableModel>? afterwards = null
    )
    {
        var options = new DbContextOptionsBuilder<BentContext>();
        database(options);
        // Each has a model of its own, though all have one type.
        options.EnableServiceProviderCaching(false);
        return new(options.Options, HostConventions.GetValueOrDefault(convention), afterwards);
    }

    private sealed class BentContext(
        DbContextOptions<BentContext> options,
        Action<ModelConfigurationBuilder>? conventions,
        Action<IMutableModel>? afterwards
    ) : DbContext(options)
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder all) =>
            conventions?.Invoke(all);

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.AddProfileTwoFactor();
            afterwards?.Invoke(modelBuilder.Model);
        }
    }

    private sealed class TrimmingConverter()
        : ValueConverter<string, string>(text => text.Trim(), text => text.Trim());

    /// <summary>A provider as others would write theirs, under its own name.</summary>
    private sealed class OtherProvider : IDatabaseProvider
    {
        public string Name => "Some.Other.Provider";

        public bool IsConfigured(IDbContextOptions options) => true;
    }
}
