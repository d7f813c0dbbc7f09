namespace ProfileTwoFactor.Tests.Shared;

/// <summary>Many callers that start at the same moment.</summary>
internal static class Crowd
{
    public static async Task<T[]> RunAsync<T>(int size, Func<int, Task<T>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = Enumerable
            .Range(0, size)
            .Select(i =>
                Task.Run(async () =>
                {
                    await start.Task;
                    return await act(i);
                })
            )
            .ToArray();
        start.SetResult();
        return await Task.WhenAll(tasks);
    }
}
