using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Testing.Stores.Internal;

/// <summary>Records with every field set to something a store could lose.</summary>
internal static class SampleRecords
{
    public static readonly DateTimeOffset Moment = new(
        2031,
        4,
        5,
        6,
        7,
        8,
        9,
        TimeSpan.FromHours(5.5)
    );

    /// <summary>Ids that sloppy comparisons take for the same one.</summary>
    public static readonly string[] LookAlikes =
    [
        "caf\u00e9",
        "cafe\u0301",
        "Caf\u00e9",
        "caf\u00e9 ",
        " caf\u00e9",
        "cafe",
        "caf\u00e9\u200b",
        "\uff43\uff41\uff46\u00e9",
        "i",
        "I",
        "\u0131",
        "\u0130",
        "ss",
        "\u00df",
        // Odd ones: what a careless statement, path or pattern would stumble over.
        "'",
        "\"; --",
        "%",
        "_",
        "{0}",
        "@p0",
        "a|b",
        "a/b\\..",
        "a\nb",
        "\ud83d\udcec",
        "\u202eabc",
    ];

    public static PolicyRecord Policy(TwoFactorScope scope, long version = 0) =>
        new()
        {
            Scope = scope,
            Version = version,
            Enabled = true,
            Epoch = "epoch-2",
            LastEnabledEpoch = "epoch-1",
            ChangedAt = Moment.AddTicks(7),
            ChangedBy = "owner-1",
            EnforcedFrom = Moment.AddDays(30).AddTicks(11),
            Scheduled = true,
            RemindedAt = Moment.AddDays(2).AddTicks(13),
            Values = new ProfilePolicyValues
            {
                WindowLifetime = TimeSpan.FromMinutes(90) + TimeSpan.FromTicks(1),
                // Past what a column for the time of day holds.
                AbsoluteLifetime = TimeSpan.FromDays(45) + TimeSpan.FromTicks(2),
                SensitiveActionMaxAge = TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(3),
                Message = "Bring your \ud83d\udcf1, 'please'.\n<b>\u30c1\u30fc\u30e0</b> \"A\\B\"",
                EnrollmentProof = EnrollmentProof.Required,
                AllowedAuthenticators = ["totp", "passkey"],
                MachineCallers = MachineCallerAccess.AllowWhileCreatorBound,
                UpstreamProof = UpstreamProof.Allow,
                UpstreamAfter = Moment.AddDays(-6).AddTicks(25),
                ActiveAfter = Moment.AddHours(-3).AddTicks(17),
                VerifiedAfter = Moment.AddDays(-3).AddTicks(19),
                CodesAfter = Moment.AddDays(-4).AddTicks(21),
                PasskeysAfter = Moment.AddDays(-5).AddTicks(23),
            },
            WindowGeneration = "generation-1",
            ChangeId = "change-1",
            RetiredEpochs = ["epoch-1", "epoch-0", "Epoch-1"],
        };

    public static VerifiedWindow Window(string id) =>
        new()
        {
            Id = id,
            Presented = "presented-" + id,
            BindingId = "binding-1",
            OpenedAt = Moment.AddHours(1).AddTicks(5),
        };

    public static BindingRecord Binding(BindingKey key, long version = 0) =>
        new()
        {
            Key = key,
            Version = version,
            Failures = 17,
            LockedUntil = Moment.AddMinutes(15).AddTicks(3),
            SpentSignIns =
            [
                new("sign-in-2", Moment.AddMinutes(5).AddTicks(9)),
                new("sign-in-1", Moment.AddMinutes(4).AddTicks(8)),
            ],
            Enrollment = [0, 5, 255, 0, 6, 0],
            Windows =
            [
                Window("window-2") with
                {
                    Generation = "generation-1",
                    NextGeneration = "generation-2",
                    BelongsTo = "window-1",
                },
                Window("window-1") with
                {
                    Place = "place-1",
                    SecurityStampHash = "stamp-1",
                    Client = "Chrome on Linux",
                },
            ],
            OnlyListedWindows = true,
            WindowGeneration = "generation-3",
            Active = new ActiveBinding
            {
                Authenticators =
                [
                    Totp("binding-1") with
                    {
                        Name = "Phone \ud83d\udcf1 'of' \"mine\"",
                        LastUsedAt = Moment.AddDays(5).AddTicks(15),
                        DisabledAt = Moment.AddDays(6).AddTicks(16),
                    },
                    new BoundAuthenticator
                    {
                        Id = "passkey-1",
                        Kind = AuthenticatorKind.Passkey,
                        Name = "Security key",
                        BoundAt = Moment.AddDays(3).AddTicks(17),
                        LastUsedAt = Moment.AddDays(4).AddTicks(18),
                        DisabledAt = Moment.AddDays(7).AddTicks(19),
                        Passkey = new PasskeyCredential
                        {
                            CredentialId = [0, 7, 255, 0],
                            PublicKey = [3, 0, 3],
                            // Past what 31 bits hold.
                            SignCount = 4_000_000_001,
                            Transports = ["usb", "nfc", "usb"],
                            IsUserVerified = true,
                            IsBackupEligible = true,
                            IsBackedUp = true,
                            Aaguid = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
                            AttestationObject = [1, 0, 255],
                            ClientDataJson = [123, 0, 125],
                        },
                    },
                    Totp("totp-2") with
                    {
                        ProtectedSecret = [8, 0],
                        LastAcceptedStep = 56_789_014,
                    },
                ],
                BackupCodes = new BackupCodeSet
                {
                    Salt = [9, 8, 7],
                    Iterations = 600_000,
                    Hashes =
                    [
                        [1, 2],
                        [3, 0, 4],
                        [5],
                    ],
                },
            },
            Pending = new PendingBinding
            {
                BindingId = "binding-2",
                ProtectedSecret = [5, 0, 5],
                ReplacesBindingId = "binding-1",
                CallerHash = [6, 6, 6],
                OwnerMemberId = "owner-1",
                ExpiresAt = Moment.AddMinutes(10).AddTicks(5),
                LastAcceptedStep = 56_789_013,
                Adds = true,
                Name = "Tablet",
            },
        };

    public static BoundAuthenticator Totp(string id) =>
        new()
        {
            Id = id,
            Kind = AuthenticatorKind.Totp,
            ProtectedSecret = [0, 1, 2, 255, 0],
            // Past what 32 bits hold.
            LastAcceptedStep = 5_678_901_234,
            BoundAt = Moment.AddTicks(1),
        };

    /// <summary>The record with its first authenticator changed.</summary>
    public static BindingRecord WithFirst(
        BindingRecord record,
        Func<BoundAuthenticator, BoundAuthenticator> change
    ) =>
        record with
        {
            Active = record.Active! with
            {
                Authenticators =
                [
                    change(record.Active.Authenticators[0]),
                    .. record.Active.Authenticators.Skip(1),
                ],
            },
        };

    public static BindingKey Key(
        string member = "member-1",
        string stamp = "",
        string epoch = "epoch-2",
        TwoFactorScope? scope = null
    ) => new(scope ?? TwoFactorScope.Profile("profile-1"), epoch, member, stamp);
}
