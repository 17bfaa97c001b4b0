using System.Numerics;

namespace HyperGan.Kernels.Tests;

public class LanesTests
{
    [Fact]
    public void EveryElementIsWritten_AndNoneBeside()
    {
        foreach (var count in Samples.Lengths)
        {
            using var into = new GuardedSpan(count);
            into.Span.Fill(Real.NaN);
            Lanes.Write(new Counting(), into.Span);
            for (var i = 0; i < count; i++)
                Assert.Equal(i, into.Span[i]);
        }
    }

    /// <summary> The last vector overlaps its neighbour: written too early, its elements would be taken twice. </summary>
    [Fact]
    public void TheResult_MayBeAnOperand()
    {
        foreach (var count in Samples.Lengths)
        {
            using var x = new GuardedSpan(count);
            for (var i = 0; i < count; i++)
                x.Span[i] = i;
            var scratch = new Real[Vector<Real>.Count];
            Lanes.Write(new Doubled(new(x.Span, scratch)), x.Span);
            for (var i = 0; i < count; i++)
                Assert.Equal(2 * i, x.Span[i]);
        }
    }

    readonly struct Counting : ILanes
    {
        public Vector<Real> At(nuint i) => new Vector<Real>((Real)i) + Vector<Real>.Indices;
    }

    readonly ref struct Doubled(Lane x) : ILanes
    {
        readonly Lane _x = x;

        public Vector<Real> At(nuint i) => _x[i] + _x[i];
    }
}
