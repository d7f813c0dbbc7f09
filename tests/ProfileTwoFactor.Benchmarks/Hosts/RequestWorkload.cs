using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Benchmarks.Measuring;
using ProfileTwoFactor.Benchmarks.Pipeline;

namespace ProfileTwoFactor.Benchmarks.Hosts;

/// <summary>Requests of 64 people in turn, each of which must be answered with 200.</summary>
internal sealed class RequestWorkload(BenchmarkHost host, IReadOnlyList<Caller> callers) : IWorkload
{
    private readonly IRequestPipeline _pipeline = host.Pipeline;
    private readonly Caller[] _callers = [.. callers];
    private int _next;

    public void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var caller = _callers[_next];
            _next = (_next + 1) % _callers.Length;
            var status = _pipeline.Run(caller.Path, caller.Headers);
            if (status != StatusCodes.Status200OK)
            {
                throw new WrongAnswerException(host.Name, caller.Path, "200", status);
            }
        }
    }
}
