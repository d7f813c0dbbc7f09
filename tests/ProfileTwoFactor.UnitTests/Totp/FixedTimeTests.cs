using System.Reflection;
using System.Security.Cryptography;
using ProfileTwoFactor.Codes.Internal;

namespace ProfileTwoFactor.UnitTests;

/// <summary>No clock shows the difference in a test, so the compiled code is read: an innocent-looking <c>==</c> would pass everything else.</summary>
public sealed class FixedTimeTests
{
    private const byte CallOpcode = 0x28;

    [Theory]
    [InlineData(typeof(TotpAlgorithm), nameof(TotpAlgorithm.TryMatch))]
    [InlineData(typeof(BackupCodes), nameof(BackupCodes.TryUse))]
    public void Codes_and_hashes_are_compared_in_fixed_time(Type type, string method)
    {
        var compare = typeof(CryptographicOperations).GetMethod(
            nameof(CryptographicOperations.FixedTimeEquals)
        );

        Assert.Contains(compare, Calls(type, method));
    }

    private static List<MethodBase?> Calls(Type type, string method)
    {
        var code = type.GetMethod(method)!.GetMethodBody()!.GetILAsByteArray()!;
        var calls = new List<MethodBase?>();
        for (var i = 0; i + sizeof(int) < code.Length; i++)
        {
            if (code[i] == CallOpcode)
            {
                calls.Add(Resolve(type.Module, BitConverter.ToInt32(code, i + 1)));
            }
        }

        return calls;
    }

    // The scan also meets bytes that are no call; those resolve to nothing.
    private static MethodBase? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveMethod(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
