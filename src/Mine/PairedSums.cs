using System.Numerics.Tensors;
using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary>
/// y[i] = a[i] + b[i] + c      y[n + i] = a[i] + b[pᵢ] + c      for n rows i, pᵢ being the partner of row i
/// da[i] += dy[i] + dy[n + i]      db[i] += dy[i], db[pᵢ] += dy[n + i]      dc += Σ rows of dy, if above its rounding
/// </summary>
sealed class PairedSums : Op
{
    public override bool TakesFirstGradients => true;

    // The state is the partners: int[].
    public override void Forward(in Node n)
    {
        var partners = (int[])n.State!;
        var (rows, cols) = (partners.Length, n.Y.Shape.Cols);
        Tally.Count(n.A.Shape.Size + n.B.Shape.Size + n.C.Shape.Size + n.Y.Shape.Size);
        for (var s = 0; s < n.Y.Shape.Stack; s++)
        {
            var a = n.A.Values[(s * rows * cols)..];
            var b = n.B.Values[(s * rows * cols)..];
            var y = n.Y.Values[(2 * s * rows * cols)..];
            var c = n.C.Values[(s % n.C.Shape.Stack * cols)..][..cols];
            for (var i = 0; i < rows; i++)
            {
                var own = y.Slice(i * cols, cols);
                var other = y.Slice((rows + i) * cols, cols);
                TensorPrimitives.Add(a.Slice(i * cols, cols), c, other);
                TensorPrimitives.Add(other, b.Slice(i * cols, cols), own);
                TensorPrimitives.Add(other, b.Slice(partners[i] * cols, cols), other);
            }
        }
    }

    public override void Backward(in Node n)
    {
        var partners = (int[])n.State!;
        var (rows, cols) = (partners.Length, n.Y.Shape.Cols);
        var (addsA, addsB) = (n.A.Tracked && !n.A.TakesFirstGradient(), n.B.Tracked && !n.B.TakesFirstGradient());
        Tally.Count((n.A.Tracked ? 2L * n.Y.Shape.Size : 0) + (n.B.Tracked ? 2L * n.Y.Shape.Size : 0));
        for (var s = 0; s < n.Y.Shape.Stack; s++)
        {
            var own = n.Y.Grads.Slice(2 * s * rows * cols, rows * cols);
            var other = n.Y.Grads.Slice((2 * s + 1) * rows * cols, rows * cols);
            if (n.A.Tracked)
                AddBoth(own, other, to: n.A.Grads.Slice(s * rows * cols, rows * cols), addsA);
            if (n.B.Tracked)
                AddToPartners(own, other, partners, to: n.B.Grads.Slice(s * rows * cols, rows * cols), addsB);
        }
        if (!n.C.Tracked)
            return;
        if (n.C.TakesFirstGradient())
            n.C.Grads.Clear();
        SignificantSums.Accumulate(n.Y.GradMatrix, into: n.C.GradMatrix, n.Team);
    }

    /// <summary> x[i] += dy[i] + dy[n + i], one after the other; or x[i] = that sum. </summary>
    static void AddBoth(ReadOnlySpan<Real> own, ReadOnlySpan<Real> other, Span<Real> to, bool adds)
    {
        if (adds)
            TensorPrimitives.Add(to, own, to);
        TensorPrimitives.Add(adds ? to : own, other, to);
    }

    /// <summary> x[i] += dy[i], or x[i] = dy[i]; then x[pᵢ] += dy[n + i]. </summary>
    static void AddToPartners(ReadOnlySpan<Real> own, ReadOnlySpan<Real> other, int[] partners, Span<Real> to, bool adds)
    {
        if (adds)
            TensorPrimitives.Add(to, own, to);
        else
            own.CopyTo(to);
        var cols = to.Length / partners.Length;
        for (var i = 0; i < partners.Length; i++)
        {
            var row = to.Slice(partners[i] * cols, cols);
            TensorPrimitives.Add(row, other.Slice(i * cols, cols), row);
        }
    }
}
