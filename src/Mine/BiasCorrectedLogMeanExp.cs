using System.Numerics;
using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary>
/// y = ln (1/n Σ eˣ) over the rows      m ← moving average of 1/n Σ eˣ      dx += dy ⊙ eˣ / (m + 10⁻⁶) / n.
/// The gradient of the logarithm over a batch is biased, since its denominator is of the same batch; the average is of many (Belghazi et al.
/// 2018, eq. 12). All in logarithms: m has seen eˣ before it divides it, so that no weight exceeds 1 / rate.
/// </summary>
sealed class BiasCorrectedLogMeanExp : Op
{
    // B holds ln m before this call, so that Forward may run again and move the average once; Scratch holds ln (m + 10⁻⁶) + ln n for Backward.
    static readonly double _logFloor = Math.Log(1e-6);

    public override void Forward(in Node n)
    {
        var average = (MovingAverage)n.State!;
        Kernels.Softmax.LogMeanExp(n.A.Matrix.Transposed, into: n.Y.Matrix);
        for (var i = 0; i < n.Y.Shape.Stack; i++)
        {
            var log = average.Update(i, before: n.B.Values[i], seen: n.Y.Values[i]);
            n.Scratch.Values[i] = (Real)(MovingAverage.LogSum(log, _logFloor) + Math.Log(n.A.Shape.Rows));
        }
    }

    public override void Backward(in Node n)
    {
        var x = n.A.Matrix;
        Broadcast.Accumulate<Weight>(x, n.Scratch.Matrix, x, n.Y.GradMatrix.ExpandTo(x.Stack, x.Rows, x.Cols), into: n.A.GradMatrix);
    }

    readonly struct Weight : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> x, Vector<Real> log, Vector<Real> _) => Underflow.Share(x - log);
    }
}
