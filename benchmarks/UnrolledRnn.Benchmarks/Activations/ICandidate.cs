using System.Runtime.Intrinsics;

namespace UnrolledRnn.Benchmarks.Activations;

/// <summary>A function to measure. Types, for the JIT to inline it into the loops.</summary>
internal interface ICandidate
{
    static abstract string Name { get; }

    static abstract Func<double, double> Exact { get; }

    /// <summary>Whether there is a 256-bit version.</summary>
    static virtual bool Has256 => true;

    static abstract Vector512<float> Invoke(Vector512<float> x);

    static abstract Vector256<float> Invoke(Vector256<float> x);
}
