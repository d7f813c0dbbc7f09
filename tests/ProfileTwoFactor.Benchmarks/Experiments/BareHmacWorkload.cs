using System.Buffers.Binary;
using System.Security.Cryptography;
using ProfileTwoFactor.Benchmarks.Measuring;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Three bare HMACs: what three candidate steps cost at the least.</summary>
internal sealed class BareHmacWorkload(byte[] secret, long step) : IWorkload
{
    public int Sink { get; private set; }

    public void Run(int count)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        for (var i = 0; i < count; i++)
        {
            for (var candidate = step - 1; candidate <= step + 1; candidate++)
            {
                BinaryPrimitives.WriteInt64BigEndian(counter, candidate);
                HMACSHA1.HashData(secret, counter, hash);
                Sink += hash[0];
            }
        }
    }
}
