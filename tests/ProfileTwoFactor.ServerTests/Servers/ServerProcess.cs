using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>A real server as a child process. It ends with this process, however that ends.</summary>
internal sealed class ServerProcess : IDisposable
{
    // The shell holds the other end of a pipe: when this process is gone, even by a crash, the pipe closes and the shell kills the server.
    private const string Guard = """
        folder=$1
        shift
        "$@" </dev/null >&2 &
        server=$!
        echo $server
        read -r keep
        kill -CONT $server 2>/dev/null
        kill -KILL $server 2>/dev/null
        wait $server 2>/dev/null
        [ "$keep" = keep ] || rm -rf "$folder"
        """;

    private readonly Process _guard;
    private readonly Queue<string> _output = new();

    private ServerProcess(Process guard, int id)
    {
        _guard = guard;
        Id = id;
    }

    /// <summary>The server's own process id.</summary>
    public int Id { get; }

    public bool HasExited => !Directory.Exists($"/proc/{Id}") || StateOf(Id) is 'Z';

    /// <summary>The last lines of its output.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <param name="folder">Deleted when this process ends without <see cref="Dispose"/>.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Added to this process's own.</param>
    public static async Task<ServerProcess> StartAsync(
        string folder,
        IEnumerable<string> command,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "guard", folder, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var guard = Process.Start(start)!;
        var id = int.Parse(
            (await guard.StandardOutput.ReadLineAsync())!,
            CultureInfo.InvariantCulture
        );
        var server = new ServerProcess(guard, id);
        guard.ErrorDataReceived += (_, line) => server.Note(line.Data);
        guard.BeginErrorReadLine();
        return server;
    }

    /// <summary>SIGSTOP: it keeps its connections and answers nothing.</summary>
    public void Pause()
    {
        foreach (var id in Family())
        {
            Signal(id, SignalStop);
        }
    }

    public void Resume()
    {
        foreach (var id in Family())
        {
            Signal(id, SignalContinue);
        }
    }

    /// <summary>SIGKILL, of the server and of its helpers, which would otherwise finish what they are at.</summary>
    public void Kill()
    {
        foreach (var id in Family())
        {
            Signal(id, SignalKill);
        }

        Dispose();
    }

    public void Send(int signal) => Signal(Id, signal);

    public void Dispose()
    {
        if (!_guard.HasExited)
        {
            _guard.StandardInput.WriteLine("keep");
            _guard.StandardInput.Close();
            _guard.WaitForExit(TimeSpan.FromSeconds(20));
        }
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > 200)
            {
                _output.Dequeue();
            }
        }
    }

    /// <summary>The server first, so that it starts no new helper in between.</summary>
    private List<int> Family()
    {
        var family = new List<int> { Id };
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                && ParentOf(id) == Id
            )
            {
                family.Add(id);
            }
        }

        return family;
    }

    private static char? StateOf(int id) => Stat(id) is [{ Length: 1 } state, ..] ? state[0] : null;

    private static int? ParentOf(int id) =>
        Stat(id) is [_, { } parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : null;

    /// <summary>What stands after the name in /proc/id/stat: state, parent ...</summary>
    private static string[]? Stat(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private const int SignalKill = 9;
    private const int SignalContinue = 18;
    private const int SignalStop = 19;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
