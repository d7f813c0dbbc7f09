namespace ProfileTwoFactor.Testing.Stores.Internal;

internal static class Contenders
{
    /// <summary>Lets many writers go at once and gives back what each of them answered.</summary>
    public static async Task<T[]> RunAsync<T>(int count, Func<string, Task<T>> contend)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = Enumerable
            .Range(0, count)
            .Select(writer =>
                Task.Run(async () =>
                {
                    await start.Task;
                    return await contend($"writer-{writer}");
                })
            )
            .ToArray();
        start.SetResult();
        return await Task.WhenAll(tasks);
    }
}
