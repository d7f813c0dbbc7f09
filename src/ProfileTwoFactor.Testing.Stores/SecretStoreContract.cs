using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores.Internal;

namespace ProfileTwoFactor.Testing.Stores;

/// <summary>The contract of every <see cref="ISecretStore"/>. Derive a test class that provides the stores, and run it.</summary>
public abstract partial class SecretStoreContract : StoreContract
{
    private static readonly ContractTests All = new(typeof(SecretStoreContract));

    /// <summary>The names of the contract's tests, one in each row.</summary>
    public static IEnumerable<object[]> Tests() => Rows(All);

    private protected override ContractTests Contract => All;

    private static CancellationToken None => CancellationToken.None;

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected abstract ISecretStore Secrets { get; }

    /// <summary>Returns a second store for the same data, as on another node or after a crash.</summary>
    /// <remarks>Override it if the data is stored outside the process. The default is the same store, for in-memory stores.</remarks>
    protected virtual ISecretStore Reopen() => Secrets;

    /// <summary>A binding that was never written is null, not an empty record.</summary>
    [ContractTest]
    internal async Task Find_NeverWritten_IsNull()
    {
        Expect.Null(await Secrets.FindAsync(SampleRecords.Key(), None));
    }

    /// <summary>Nothing is lost between writing and reading.</summary>
    [ContractTest]
    internal async Task Write_EveryField_IsReadBack()
    {
        var record = SampleRecords.Binding(SampleRecords.Key(stamp: "stamp-1"));

        Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));

        RecordAssert.Same(record with { Version = 1 }, await Secrets.FindAsync(record.Key, None));
    }

    /// <summary>What a record can hold.</summary>
    internal static string[] Shapes =>
        [
            "nothing",
            "active only",
            "pending only",
            "no backup codes",
            "no codes left",
            "one code fewer",
            "another set of codes",
            "another authenticator",
            "one authenticator fewer",
            "passkey only",
            "bare passkey",
            "other order",
            "no addition",
            "another pending one",
            "one spent sign-in fewer",
            "other spent sign-ins",
            "no spent sign-ins",
            "other enrollment",
            "no enrollment",
            "one window fewer",
            "other windows",
            "no windows",
            "windows that aren't listed",
            "another generation of windows",
            "the first generation of windows",
            "not locked",
            "no replace",
        ];

    /// <summary>A write replaces the whole record: nothing of a deleted binding remains.</summary>
    [ContractTest(Rows = nameof(Shapes))]
    internal async Task Write_EveryShapeOverEveryOther_LeavesNothingBehind(string shape)
    {
        var key = SampleRecords.Key();
        var full = SampleRecords.Binding(key);
        var record = Shape(full, shape) with { Version = 1 };
        await Secrets.WriteAsync(full, None);

        Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));
        RecordAssert.Same(record with { Version = 2 }, await Secrets.FindAsync(key, None));

        Expect.Equal(
            StoreWriteStatus.Written,
            await Secrets.WriteAsync(full with { Version = 2 }, None)
        );
        RecordAssert.Same(full with { Version = 3 }, await Secrets.FindAsync(key, None));
    }

    /// <summary>Every combination of active, pending and backup codes can be stored.</summary>
    [ContractTest(Rows = nameof(Shapes))]
    internal async Task Write_OfANewRecordOfEveryShape_IsReadBack(string shape)
    {
        var record = Shape(SampleRecords.Binding(SampleRecords.Key(epoch: "")), shape);

        await Secrets.WriteAsync(record, None);

        RecordAssert.Same(record with { Version = 1 }, await Secrets.FindAsync(record.Key, None));
    }

    /// <summary>Version 0 means "there is none yet".</summary>
    [ContractTest]
    internal async Task Write_AsNewTwice_HasOneWinner()
    {
        var first = SampleRecords.Binding(SampleRecords.Key());

        Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(first, None));
        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Secrets.WriteAsync(first with { Failures = 0 }, None)
        );

        Expect.Equal(17, (await Secrets.FindAsync(first.Key, None))!.Failures);
    }

    /// <summary>Compare and swap: any other version than the stored one is a conflict. Otherwise, a used code could be used again.</summary>
    [ContractTest(0, 1, 3)]
    internal async Task Write_WithAnotherVersionThanStored_ChangesNothing(long version)
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(record, None);
        await Secrets.WriteAsync(record with { Version = 1, Failures = 18 }, None);

        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Secrets.WriteAsync(record with { Version = version, Failures = 0 }, None)
        );

        RecordAssert.Same(
            record with
            {
                Version = 2,
                Failures = 18,
            },
            await Secrets.FindAsync(record.Key, None)
        );
    }

    /// <summary>A binding that was reset stays gone, however late a write arrives.</summary>
    [ContractTest]
    internal async Task Write_AfterTheEpochWasDeleted_DoesNotBringTheBindingBack()
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(record, None);
        await Secrets.DeleteEpochAsync(record.Key.Scope, record.Key.Epoch, None);

        Expect.Equal(
            StoreWriteStatus.Conflict,
            await Secrets.WriteAsync(record with { Version = 1 }, None)
        );

        Expect.Null(await Secrets.FindAsync(record.Key, None));
    }

    /// <summary>A member who binds again after a reset starts with a new record, without any deleted data.</summary>
    [ContractTest]
    internal async Task Write_AsNewAfterTheEpochWasDeleted_StartsAgain()
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(record, None);
        await Secrets.WriteAsync(record with { Version = 1 }, None);
        await Secrets.DeleteEpochAsync(record.Key.Scope, record.Key.Epoch, None);
        var bare = new BindingRecord { Key = record.Key };

        Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(bare, None));

        RecordAssert.Same(bare with { Version = 1 }, await Secrets.FindAsync(record.Key, None));
    }

    /// <summary>What is protected by a key ring is long and of any bytes; so are full sets of codes.</summary>
    [ContractTest]
    internal async Task Write_OfLongValues_CutsNothing()
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        byte[] everyByte = [.. Enumerable.Range(0, 2000).Select(number => (byte)number)];
        record = record with
        {
            Active = record.Active! with
            {
                Authenticators =
                [
                    .. Enumerable
                        .Range(0, 20)
                        .Select(number =>
                            SampleRecords.Totp($"totp-{number}") with
                            {
                                ProtectedSecret = everyByte,
                                Name = new string('\u3042', 200),
                            }
                        ),
                    record.Active.Authenticators[1] with
                    {
                        Passkey = record.Active.Authenticators[1].Passkey! with
                        {
                            CredentialId = everyByte,
                            PublicKey = everyByte,
                            AttestationObject = everyByte,
                            ClientDataJson = everyByte,
                        },
                    },
                ],
                BackupCodes = record.Active.BackupCodes! with
                {
                    Salt = everyByte[..64],
                    Hashes =
                    [
                        .. Enumerable.Range(0, 20).Select(code => everyByte[code..(code + 64)]),
                    ],
                },
            },
            Pending = record.Pending! with
            {
                ProtectedSecret = everyByte,
                CallerHash = everyByte[..64],
            },
            SpentSignIns =
            [
                .. Enumerable
                    .Range(0, 50)
                    .Select(number => new SpentSignIn(
                        $"sign-in-{number}-{new string('x', 32)}",
                        SampleRecords.Moment.AddTicks(number)
                    )),
            ],
            Enrollment = everyByte,
            Windows =
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(number =>
                        SampleRecords.Window($"window-{number}-{new string('x', 32)}")
                    ),
            ],
        };

        Expect.Equal(StoreWriteStatus.Written, await Secrets.WriteAsync(record, None));

        RecordAssert.Same(record with { Version = 1 }, await Secrets.FindAsync(record.Key, None));
    }

    /// <summary>A store that keeps tenants apart returns the requested scope, and so does a store that ignores them.</summary>
    [ContractTest]
    internal async Task Record_OfATenant_CarriesTheKeyItWasAskedFor()
    {
        var key = SampleRecords.Key(
            scope: TwoFactorScope.Profile("profile-1").InTenant("tenant-1")
        );
        await Secrets.WriteAsync(SampleRecords.Binding(key), None);

        Expect.Equal(key, (await Secrets.FindAsync(key, None))?.Key);
        await foreach (var listed in Secrets.ListAsync(key.Scope, key.Epoch, None))
        {
            Expect.Equal(key, listed.Key);
        }
    }

    /// <summary>A negative version is a mistake of the caller, not a conflict.</summary>
    [ContractTest]
    internal async Task Write_WithANegativeVersion_Throws()
    {
        var record = SampleRecords.Binding(SampleRecords.Key(), version: -1);

        await Expect.ThrowsAnyAsync<ArgumentException>(() => Secrets.WriteAsync(record, None));
    }

    /// <summary>The package wipes secrets after use; a store must not hand out its own arrays.</summary>
    [ContractTest]
    internal async Task Arrays_TheCallerWipes_DoNotWipeTheRecord()
    {
        var record = SampleRecords.Binding(SampleRecords.Key());
        await Secrets.WriteAsync(record, None);
        var expected = SampleRecords.Binding(record.Key) with { Version = 1 };

        Wipe(record);
        Wipe((await Secrets.FindAsync(record.Key, None))!);
        await foreach (var listed in Secrets.ListAsync(record.Key.Scope, record.Key.Epoch, None))
        {
            Wipe(listed);
        }

        RecordAssert.Same(expected, await Secrets.FindAsync(record.Key, None));
    }

    private static BindingRecord Shape(BindingRecord full, string shape) =>
        shape switch
        {
            "nothing" => new BindingRecord { Key = full.Key },
            "active only" => full with { Pending = null, LockedUntil = null },
            "pending only" => full with { Active = null, Failures = 0 },
            "no backup codes" => full with { Active = full.Active! with { BackupCodes = null } },
            "no codes left" => full with
            {
                Active = full.Active! with
                {
                    BackupCodes = full.Active.BackupCodes! with { Hashes = [] },
                },
            },
            // As after one was used: what is kept of the others must be exactly the others.
            "one code fewer" => full with
            {
                Active = full.Active! with
                {
                    BackupCodes = full.Active.BackupCodes! with
                    {
                        Hashes = [.. full.Active.BackupCodes.Hashes.Skip(1)],
                    },
                },
            },
            "another set of codes" => full with
            {
                Active = full.Active! with
                {
                    BackupCodes = new BackupCodeSet
                    {
                        Salt = [4, 4],
                        Iterations = 1,
                        Hashes =
                        [
                            [7, 7],
                            [8],
                            [9],
                        ],
                    },
                },
            },
            "another authenticator" => full with
            {
                Active = new ActiveBinding
                {
                    Authenticators =
                    [
                        new BoundAuthenticator
                        {
                            Id = "binding-3",
                            Kind = AuthenticatorKind.Totp,
                            ProtectedSecret = [200, 0],
                            LastAcceptedStep = 3,
                            BoundAt = SampleRecords.Moment.AddYears(-3),
                        },
                    ],
                },
            },
            "one authenticator fewer" => full with
            {
                Active = full.Active! with
                {
                    Authenticators = [.. full.Active.Authenticators.Skip(1)],
                },
            },
            "passkey only" => full with
            {
                Active = full.Active! with { Authenticators = [full.Active.Authenticators[1]] },
            },
            "bare passkey" => full with
            {
                Active = full.Active! with
                {
                    Authenticators =
                    [
                        new BoundAuthenticator
                        {
                            Id = "passkey-2",
                            Kind = AuthenticatorKind.Passkey,
                            BoundAt = SampleRecords.Moment,
                            Passkey = new PasskeyCredential
                            {
                                CredentialId = [1],
                                PublicKey = [2],
                                SignCount = 0,
                            },
                        },
                    ],
                },
            },
            "other order" => full with
            {
                Active = full.Active! with
                {
                    Authenticators = [.. full.Active.Authenticators.Reverse()],
                },
            },
            "no addition" => full with { Pending = full.Pending! with { Adds = false, Name = "" } },
            "another pending one" => full with
            {
                Pending = new PendingBinding
                {
                    BindingId = "binding-4",
                    ProtectedSecret = [1],
                    ReplacesBindingId = "binding-3",
                    CallerHash = [2],
                    OwnerMemberId = "owner-2",
                    ExpiresAt = SampleRecords.Moment.AddYears(-3),
                    LastAcceptedStep = 4,
                },
            },
            "one spent sign-in fewer" => full with { SpentSignIns = [full.SpentSignIns[1]] },
            "other spent sign-ins" => full with
            {
                SpentSignIns = [new("sign-in-9", SampleRecords.Moment.AddDays(1))],
            },
            "no spent sign-ins" => full with { SpentSignIns = [] },
            "other enrollment" => full with { Enrollment = [9] },
            "no enrollment" => full with { Enrollment = null },
            // As after one was ended: the others must be exactly the others.
            "one window fewer" => full with { Windows = [full.Windows[1]] },
            "other windows" => full with { Windows = [full.Windows[0] with { Client = null }] },
            "no windows" => full with { Windows = [] },
            "windows that aren't listed" => full with { OnlyListedWindows = false },
            "another generation of windows" => full with { WindowGeneration = "generation-4" },
            "the first generation of windows" => full with { WindowGeneration = null },
            "not locked" => full with { LockedUntil = null, Failures = 0 },
            "no replace" => full with
            {
                Pending = full.Pending! with { ReplacesBindingId = null, LastAcceptedStep = 0 },
            },
            _ => throw new ArgumentOutOfRangeException(nameof(shape)),
        };

    private static void Wipe(BindingRecord record)
    {
        Array.Clear(record.Active!.Authenticators[0].ProtectedSecret!);
        Array.Clear(record.Active.Authenticators[1].Passkey!.CredentialId);
        Array.Clear(record.Active.Authenticators[1].Passkey!.PublicKey);
        Array.Clear(record.Active.Authenticators[1].Passkey!.AttestationObject);
        Array.Clear(record.Active.Authenticators[1].Passkey!.ClientDataJson);
        Array.Clear(record.Active.BackupCodes!.Salt);
        Array.Clear(record.Active.BackupCodes.Hashes[0]);
        Array.Clear(record.Pending!.ProtectedSecret);
        Array.Clear(record.Pending.CallerHash);
        Array.Clear(record.Enrollment!);
    }
}
