using System.Numerics.Tensors;

namespace HyperGan.Kernels;

/// <summary> Whether numbers are numbers. </summary>
public static class Finiteness
{
    /// <summary> Numbers that are worth handing to another worker: those that <see cref="Update"/> takes next, which it then finds in its cache. </summary>
    const int Piece = 1 << 14;

    /// <summary> True if none of <paramref name="x"/> is infinite or NaN; also when it is empty. </summary>
    public static bool OfAll(ReadOnlySpan<Real> x, Team? team = null)
    {
        Tally.Count(x.Length);
        var job = new Job { X = x };
        Team.Run(team, (x.Length + Piece - 1) / Piece, ref job);
        return !job.Found;
    }

    ref struct Job : IJob
    {
        public ReadOnlySpan<Real> X;

        /// <summary> Set by whoever finds one, and never unset. </summary>
        public bool Found;

        public void Run(int piece)
        {
            var part = X[(piece * Piece)..Math.Min((piece + 1) * Piece, X.Length)];
            // A sum is finite only if every term is: one pass, and a second look only where it is not.
            if (!Real.IsFinite(TensorPrimitives.Sum(part)) && !TensorPrimitives.IsFiniteAll(part))
                Found = true;
        }
    }
}
