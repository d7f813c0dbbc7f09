namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>One side of a comparison.</summary>
internal interface IWorkload
{
    /// <summary>Does the same thing so many times, synchronously on this thread.</summary>
    void Run(int count);
}
