using System.Diagnostics;
using System.Globalization;

namespace ProfileTwoFactor.SampleNode;

/// <summary>Kills this process at a write to the stores that a test has named: "3 before" in a file means the third from now on.</summary>
internal sealed class Death(string file)
{
    private int _writes;

    public async Task<T> AroundAsync<T>(Func<Task<T>> write)
    {
        var (number, after) = Read();
        var isThis = number > 0 && Interlocked.Increment(ref _writes) == number;
        if (isThis && !after)
        {
            Die();
        }

        var result = await write();
        if (isThis)
        {
            Die();
        }

        return result;
    }

    private (int Number, bool After) Read()
    {
        if (!File.Exists(file))
        {
            return default;
        }

        var words = File.ReadAllText(file).Split(' ');
        return (int.Parse(words[0], CultureInfo.InvariantCulture), words[1] == "after");
    }

    private static void Die()
    {
        // kill -9: nothing is flushed, closed or said.
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
