using System.Text.Json;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>Writes and reads the part of a record that is about enrollment, encrypted for its row.</summary>
internal sealed class EnrollmentSeal(SecretProtection protection)
{
    public EnrollmentState Read(BindingRecord? record) =>
        record?.Enrollment is { } sealedState
            ? JsonSerializer.Deserialize(
                protection.Unprotect(KeyOf(record.Key), sealedState),
                EnrollmentJsonContext.Default.EnrollmentState
            )!
            : EnrollmentState.None;

    public byte[] Write(BindingKey key, EnrollmentState state) =>
        protection.Protect(
            KeyOf(key),
            JsonSerializer.SerializeToUtf8Bytes(
                state,
                EnrollmentJsonContext.Default.EnrollmentState
            )
        );

    // Under a key of its own: copied into the column of a secret, it is no secret.
    internal static BindingKey KeyOf(BindingKey key) =>
        key with
        {
            Epoch = key.Epoch + "/enrollment",
        };
}
