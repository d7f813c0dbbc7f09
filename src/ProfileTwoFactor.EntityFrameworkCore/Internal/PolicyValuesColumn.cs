using System.Text.Json;
using System.Text.Json.Serialization;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>The values of a profile as one JSON column: they are only read and written with their policy.</summary>
internal static class PolicyValuesColumn
{
    private const string Column = nameof(TwoFactorPolicyEntity.OwnerValues);

    // A member that this version doesn't know may be a rule of a newer one. Read without it, the profile would be laxer than its Owner set it.
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string? Write(ProfilePolicyValues? values) =>
        values is null
            ? null
            : JsonSerializer.Serialize(
                new Item
                {
                    Window = values.WindowLifetime?.Ticks,
                    Absolute = values.AbsoluteLifetime?.Ticks,
                    MaxAge = values.SensitiveActionMaxAge?.Ticks,
                    Message = values.Message,
                    Proof = (int?)values.EnrollmentProof,
                    Kinds = values.AllowedAuthenticators,
                    Machines = (int?)values.MachineCallers,
                    Upstream = (int?)values.UpstreamProof,
                    UpstreamAfter = values.UpstreamAfter?.UtcTicks,
                    ActiveAfter = values.ActiveAfter?.UtcTicks,
                    VerifiedAfter = values.VerifiedAfter?.UtcTicks,
                    CodesAfter = values.CodesAfter?.UtcTicks,
                    PasskeysAfter = values.PasskeysAfter?.UtcTicks,
                },
                Options
            );

    public static ProfilePolicyValues? Read(string? json)
    {
        if (json is null)
        {
            return null;
        }

        var item = Parse(json);
        Demand(item.Message is not "", Column);
        Demand(item.Proof is not { } proof || Enum.IsDefined((EnrollmentProof)proof), Column);
        Demand(
            item.Kinds is not { } kinds
                || (
                    kinds.Count > 0
                    && kinds.All(kind => !string.IsNullOrEmpty(kind))
                    && kinds.Distinct(StringComparer.Ordinal).Count() == kinds.Count
                ),
            Column
        );
        return new ProfilePolicyValues
        {
            WindowLifetime = Duration(item.Window),
            AbsoluteLifetime = Duration(item.Absolute),
            SensitiveActionMaxAge = Duration(item.MaxAge),
            Message = item.Message,
            EnrollmentProof = (EnrollmentProof?)item.Proof,
            AllowedAuthenticators = item.Kinds is { } list
                ? Array.AsReadOnly(list.Select(kind => kind!).ToArray())
                : null,
            // Also unknown ones of these two: they admit no machine, and no proof but the package's own.
            MachineCallers = (MachineCallerAccess?)item.Machines,
            UpstreamProof = (UpstreamProof?)item.Upstream,
            UpstreamAfter = Moment(item.UpstreamAfter, Column),
            ActiveAfter = Moment(item.ActiveAfter, Column),
            VerifiedAfter = Moment(item.VerifiedAfter, Column),
            CodesAfter = Moment(item.CodesAfter, Column),
            PasskeysAfter = Moment(item.PasskeysAfter, Column),
        };
    }

    private static Item Parse(string json)
    {
        Item? item = null;
        try
        {
            item = JsonSerializer.Deserialize<Item>(json, Options);
        }
        catch (JsonException)
        {
            Demand(false, Column);
        }

        Demand(item is not null, Column);
        return item;
    }

    private static TimeSpan? Duration(long? ticks)
    {
        Demand(ticks is not <= 0, Column);
        return ticks is { } present ? TimeSpan.FromTicks(present) : null;
    }

    private sealed record Item
    {
        public long? Window { get; init; }

        public long? Absolute { get; init; }

        public long? MaxAge { get; init; }

        public string? Message { get; init; }

        public int? Proof { get; init; }

        public IReadOnlyList<string?>? Kinds { get; init; }

        public int? Machines { get; init; }

        public int? Upstream { get; init; }

        public long? UpstreamAfter { get; init; }

        public long? ActiveAfter { get; init; }

        public long? VerifiedAfter { get; init; }

        public long? CodesAfter { get; init; }

        public long? PasskeysAfter { get; init; }
    }
}
