using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework(
    "ProfileTwoFactor.ServerTests.Logs.NodeLogFramework",
    "ProfileTwoFactor.ServerTests"
)]

namespace ProfileTwoFactor.ServerTests.Logs;

/// <summary>xunit as it is, except that a failed test says where its nodes' logs are.</summary>
public sealed class NodeLogFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(
        AssemblyName assemblyName,
        ISourceInformationProvider sources,
        IMessageSink diagnostics
    ) : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions
        ) => base.RunTestCases(testCases, new Sink(executionMessageSink), executionOptions);
    }

    private sealed class Sink(IMessageSink inner) : LongLivedMarshalByRefObject, IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message) =>
            inner.OnMessage(message is ITestFailed failed ? WithLogs(failed) : message);

        private static ITestFailed WithLogs(ITestFailed failed)
        {
            // A little earlier than the test began, since this message comes a little later than it ended.
            var since =
                TimeProvider.System.GetUtcNow()
                - TimeSpan.FromSeconds((double)failed.ExecutionTime)
                - TimeSpan.FromSeconds(1);
            var method = failed.TestMethod;
            var folder = NodeLogs.Keep(
                $"{method.TestClass.Class.Name.Split('.')[^1]}.{method.Method.Name}",
                since
            );
            return folder is null
                ? failed
                : new TestFailed(
                    failed.Test,
                    failed.ExecutionTime,
                    failed.Output,
                    failed.ExceptionTypes,
                    [
                        $"{failed.Messages.FirstOrDefault()}\nLogs of the nodes: {folder}",
                        .. failed.Messages.Skip(1),
                    ],
                    failed.StackTraces,
                    failed.ExceptionParentIndices
                );
        }
    }
}
