using System.Text.Json;
using System.Text.Json.Serialization;
using ProfileTwoFactor.Stores;
using static ProfileTwoFactor.EntityFrameworkCore.Internal.RowFields;

namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>
/// All authenticators of a member in one column, beside the columns of the first one, which a node of the release before reads and
/// writes. That node leaves this column as it is, so it counts only for the first authenticator that it names itself: once the other
/// node has reset or replaced that one, the rest is void. Kept, it would bring back what a reset removed.
/// </summary>
internal static class AuthenticatorsColumn
{
    private const string Column = nameof(TwoFactorBindingEntity.Authenticators);

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    public static string? Write(ActiveBinding? active, PendingBinding? pending) =>
        active is null && pending is null
            ? null
            : JsonSerializer.Serialize(
                new Document(
                    active?.BindingId,
                    active is null ? null : [.. active.Authenticators.Select(Of)],
                    pending is null
                        ? null
                        : new PendingItem(pending.BindingId, pending.Adds, pending.Name)
                )
                {
                    ImportedCodes = active?.BackupCodes?.Imported == true ? true : null,
                },
                Options
            );

    /// <summary>Null for what a release with one authenticator per member wrote.</summary>
    public static Document? Read(string? json)
    {
        if (json is null)
        {
            return null;
        }

        Document? document = null;
        try
        {
            document = JsonSerializer.Deserialize<Document>(json, Options);
        }
        catch (JsonException)
        {
            Demand(false, Column);
        }

        Demand(document is not null, Column);
        Demand(document.Binding is null == (document.Items is null), Column);
        return document;
    }

    /// <summary>The authenticators, if they are those of the binding in the other columns.</summary>
    /// <param name="document">What the column holds.</param>
    /// <param name="first">The first authenticator as the other columns say it.</param>
    public static IReadOnlyList<BoundAuthenticator>? Authenticators(
        Document? document,
        BoundAuthenticator first
    )
    {
        if (
            document is not { Items: { } items }
            || !string.Equals(document.Binding, first.Id, StringComparison.Ordinal)
        )
        {
            return null;
        }

        Demand(items.Length > 0, Column);
        var authenticators = Array.ConvertAll(items, item => Of(item, first));
        Demand(
            authenticators.Select(item => item.Id).Distinct(StringComparer.Ordinal).Count()
                == authenticators.Length,
            Column
        );
        var primary = new ActiveBinding { Authenticators = authenticators }.Primary;
        Demand(string.Equals(primary.Id, first.Id, StringComparison.Ordinal), Column);
        return Array.AsReadOnly(authenticators);
    }

    /// <summary>Whether the backup codes of this binding are an earlier system's.</summary>
    public static bool HasImportedCodes(Document? document, string bindingId) =>
        document?.ImportedCodes == true
        && string.Equals(document.Binding, bindingId, StringComparison.Ordinal);

    /// <summary>Whether the pending authenticator is an addition, and its name.</summary>
    public static (bool Adds, string Name) Pending(Document? document, string bindingId) =>
        document?.Pending is { } pending
        && string.Equals(pending.Id, bindingId, StringComparison.Ordinal)
            ? (pending.Adds, pending.Name ?? "")
            : (false, "");

    private static Item Of(BoundAuthenticator authenticator) =>
        new()
        {
            Id = authenticator.Id,
            Kind = (int)authenticator.Kind,
            Name = authenticator.Name,
            BoundAt = authenticator.BoundAt.UtcTicks,
            LastUsedAt = authenticator.LastUsedAt?.UtcTicks,
            Secret = authenticator.ProtectedSecret,
            Step = authenticator.LastAcceptedStep,
            Passkey = authenticator.Passkey is { } passkey ? Of(passkey) : null,
            DisabledAt = authenticator.DisabledAt?.UtcTicks,
        };

    private static BoundAuthenticator Of(Item? item, BoundAuthenticator first)
    {
        Demand(item is not null, Column);
        var kind = (AuthenticatorKind)item.Kind;
        Demand(kind is AuthenticatorKind.Totp or AuthenticatorKind.Passkey, Column);
        Demand(kind is AuthenticatorKind.Totp == item.Secret is { Length: > 0 }, Column);
        Demand(kind is AuthenticatorKind.Passkey == item.Passkey is not null, Column);
        var authenticator = new BoundAuthenticator
        {
            Id = Present(item.Id, Column),
            Kind = kind,
            Name = item.Name ?? "",
            BoundAt = Moment(item.BoundAt, Column),
            LastUsedAt = Moment(item.LastUsedAt, Column),
            ProtectedSecret = item.Secret,
            LastAcceptedStep = NotNegative(item.Step, Column),
            Passkey = item.Passkey is { } passkey ? Of(passkey) : null,
            DisabledAt = Moment(item.DisabledAt, Column),
        };
        if (
            kind != AuthenticatorKind.Totp
            || !string.Equals(authenticator.Id, first.Id, StringComparison.Ordinal)
        )
        {
            return authenticator;
        }

        Demand(item.Secret.AsSpan().SequenceEqual(first.ProtectedSecret), Column);
        // A node of the release before counts its codes in the other column only.
        return authenticator with
        {
            LastAcceptedStep = Math.Max(authenticator.LastAcceptedStep, first.LastAcceptedStep),
        };
    }

    private static PasskeyItem Of(PasskeyCredential passkey) =>
        new()
        {
            CredentialId = passkey.CredentialId,
            PublicKey = passkey.PublicKey,
            SignCount = passkey.SignCount,
            Transports = [.. passkey.Transports],
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            Aaguid = passkey.Aaguid,
            AttestationObject = passkey.AttestationObject,
            ClientDataJson = passkey.ClientDataJson,
        };

    private static PasskeyCredential Of(PasskeyItem passkey)
    {
        Demand(
            passkey.Transports is null || Array.TrueForAll(passkey.Transports, t => t is not null),
            Column
        );
        return new PasskeyCredential
        {
            CredentialId = Present(passkey.CredentialId, Column),
            PublicKey = Present(passkey.PublicKey, Column),
            SignCount = passkey.SignCount,
            Transports = Array.AsReadOnly(passkey.Transports ?? []),
            IsUserVerified = passkey.IsUserVerified,
            IsBackupEligible = passkey.IsBackupEligible,
            IsBackedUp = passkey.IsBackedUp,
            Aaguid = passkey.Aaguid,
            AttestationObject = passkey.AttestationObject ?? [],
            ClientDataJson = passkey.ClientDataJson ?? [],
        };
    }

    /// <param name="Binding">The first authenticator at the time of the write. Null if none was bound.</param>
    /// <param name="Items">All of them.</param>
    /// <param name="Pending">What belongs to the pending one.</param>
    internal sealed record Document(string? Binding, Item?[]? Items, PendingItem? Pending)
    {
        /// <summary>True if the backup codes are an earlier system's. A release that doesn't know it reads no such row, and so accepts nothing by it.</summary>
        public bool? ImportedCodes { get; init; }
    }

    internal sealed record PendingItem(string? Id, bool Adds, string? Name);

    internal sealed record Item
    {
        public string? Id { get; init; }
        public int Kind { get; init; }
        public string? Name { get; init; }
        public long BoundAt { get; init; }
        public long? LastUsedAt { get; init; }
        public byte[]? Secret { get; init; }
        public long Step { get; init; }
        public PasskeyItem? Passkey { get; init; }
        public long? DisabledAt { get; init; }
    }

    internal sealed record PasskeyItem
    {
        public byte[]? CredentialId { get; init; }
        public byte[]? PublicKey { get; init; }
        public uint SignCount { get; init; }
        public string[]? Transports { get; init; }
        public bool IsUserVerified { get; init; }
        public bool IsBackupEligible { get; init; }
        public bool IsBackedUp { get; init; }
        public Guid? Aaguid { get; init; }
        public byte[]? AttestationObject { get; init; }
        public byte[]? ClientDataJson { get; init; }
    }
}
