using System.Numerics.Tensors;

namespace HyperGan.Kernels;

/// <summary> Whether numbers are finite. </summary>
public static class Finiteness
{
    /// <summary> True if none of <paramref name="x"/> is infinite or NaN; also when it is empty. </summary>
    public static bool OfAll(ReadOnlySpan<Real> x, Team? team = null)
    {
        Tally.Count(x.Length);
        var job = new Job { X = x };
        Team.Run(team, Stretch.Count(x.Length), ref job);
        return !job.Found;
    }

    ref struct Job : IJob
    {
        public ReadOnlySpan<Real> X;

        /// <summary> Set by whoever finds one, and never unset. </summary>
        public bool Found;

        public void Run(int piece)
        {
            var part = X[Stretch.Of(X.Length, piece)];
            // A sum is finite only if every term is: one pass, and a second look only where it is not.
            if (!Real.IsFinite(TensorPrimitives.Sum(part)) && !TensorPrimitives.IsFiniteAll(part))
                Found = true;
        }
    }
}
