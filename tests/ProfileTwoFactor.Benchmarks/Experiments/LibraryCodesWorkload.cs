using OtpNet;
using ProfileTwoFactor.Benchmarks.Measuring;

namespace ProfileTwoFactor.Benchmarks.Experiments;

/// <summary>Three codes of Otp.NET and nothing else: what three candidate steps cost at the least.</summary>
internal sealed class LibraryCodesWorkload(byte[] secret, long step) : IWorkload
{
    public int Sink { get; private set; }

    public void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var codes = new Hotp(secret);
            for (var candidate = step - 1; candidate <= step + 1; candidate++)
            {
                Sink += codes.ComputeHOTP(candidate).Length;
            }
        }
    }
}
