using ProfileTwoFactor.Benchmarks.Experiments;
using ProfileTwoFactor.Benchmarks.Hosts;
using ProfileTwoFactor.Benchmarks.Measuring;
using ProfileTwoFactor.Benchmarks.Reporting;

var chart = args is [.., "--chart", var file] ? file : null;
if (chart is not null)
{
    args = args[..^2];
}

var quick = args is ["--quick"];
var gateOnly = args is ["--gate"];
var marked = args is ["--marked"];
var memory = args is ["--memory"];
if (args is not [] && !quick && !gateOnly && !marked && !memory && !Loop.IsAskedFor(args))
{
    Console.Error.WriteLine(
        "Usage: ProfileTwoFactor.Benchmarks [--quick | --gate] [--chart FILE.svg] | --memory | --marked | --loop baseline|gate|miss REQUESTS"
    );
    return ExitCode.Usage;
}

try
{
    if (args is [_, var side, var requests])
    {
        Loop.RunAsync(side, requests).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    if (marked)
    {
        MarkedLoops.RunAsync().GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    if (memory)
    {
        MemoryExperiment.Run();
        return ExitCode.Done;
    }

    var effort = quick ? Effort.Quick : Effort.Full;
    Header.Print(quick);

    var gate = GateExperiment.CreateAsync().GetAwaiter().GetResult();
    if (gateOnly)
    {
        Pair[] chosen = [.. gate.Pairs.Where(pair => Comparisons.OfGate.Contains(pair.Name))];
        InterleavedRun.Measure(chosen, effort);
        Print([.. chosen.Select(pair => pair.Result())]);
        return ExitCode.Done;
    }

    var operations = gate.CountOperations();
    Pair[] pairs = [.. gate.Pairs, CodeExperiment.Create()];
    InterleavedRun.Measure(pairs, effort);
    var switching = SwitchExperiment.RunAsync(quick ? 3 : 40).GetAwaiter().GetResult();

    PairResult[] results = [.. pairs.Select(pair => pair.Result())];
    var report = new Report(results, operations, switching);
    report.Print();
    Draw(results);
    return report.IsVoid && !quick ? ExitCode.Void : ExitCode.Done;
}
catch (WrongAnswerException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return ExitCode.WrongAnswer;
}

void Print(PairResult[] results)
{
    Table.Print(results);
    Draw(results);
}

void Draw(PairResult[] results)
{
    if (chart is not null)
    {
        Chart.Write(chart, results);
    }
}
