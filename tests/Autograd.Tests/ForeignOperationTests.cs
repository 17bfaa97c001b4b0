using System.Numerics;
using HyperGan.Autograd;

namespace SomeoneElse;

/// <summary> y = x³      dx += 3x² ⊙ dy </summary>
public readonly struct Cube : IMap
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] * x[i] * x[i];
    }

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => new Vector<Real>(3) * x * x;
}

/// <summary> y = √(a² + b²)      da += dy ⊙ a / y      db += dy ⊙ b / y </summary>
public readonly struct Hypotenuse : IZip
{
    public static Vector<Real> Value(Vector<Real> a, Vector<Real> b) => Vector.SquareRoot(a * a + b * b);

    public static Vector<Real> SlopeA(Vector<Real> a, Vector<Real> b, Vector<Real> y) => a / y;

    public static Vector<Real> SlopeB(Vector<Real> a, Vector<Real> b, Vector<Real> y) => b / y;
}

/// <summary> yᵢ = c · Σⱼ≤ᵢ xⱼ along all of x      dxⱼ += c · Σᵢ≥ⱼ dyᵢ      (a scalar, an object that counts, and room of its own) </summary>
public sealed class RunningSum : Op
{
    public override void Forward(in Node n)
    {
        ((Counter)n.State!).Calls++;
        Real sum = 0;
        for (var i = 0; i < n.Y.Values.Length; i++)
        {
            n.Scratch.Values[i] = sum += n.A.Values[i];
            n.Y.Values[i] = n.Scalar * sum;
        }
    }

    public override void Backward(in Node n)
    {
        Real sum = 0;
        for (var i = n.Y.Grads.Length - 1; i >= 0; i--)
            n.A.Grads[i] += n.Scalar * (sum += n.Y.Grads[i]);
    }
}

public sealed class Counter
{
    public int Calls { get; set; }
}

static class Operations
{
    public static Tensor Cube(this in Tensor x) => x.Tape.Record<Map<Cube>>(x, x.Shape);

    public static Tensor Hypotenuse(this in Tensor a, in Tensor b) => a.Tape.Record<Zip<Hypotenuse>>(a, b, a.Shape.Meet(b.Shape, "Hypotenuse"));

    public static Tensor RunningSum(this in Tensor x, Real scale, Counter counter) => x.Tape.Record<RunningSum>(x, x.Shape, scale, counter, scratch: x.Shape);
}

/// <summary> Operations of a user, made of what is public, registered nowhere. </summary>
public class ForeignOperationTests
{
    readonly Tape _tape = new(seed: 1);

    Tensor Variable(int rows, int cols) =>
        _tape.Variable([.. Enumerable.Range(0, rows * cols).Select(i => (Real)(1 + Math.Sin(i)))], new(rows, cols));

    [Fact]
    public void AMap_IsOneFunctionAndItsSlope()
    {
        var x = Variable(3, 7);
        var y = x.Cube();
        Assert.Equal(Math.Pow(x.Values[4], 3), y.Values[4], 1e-5);
        new GradientCheck().Verify(y);
    }

    [Fact]
    public void AZip_BroadcastsByItself()
    {
        var y = Variable(3, 1).Hypotenuse(Variable(1, 5));
        Assert.Equal(new Shape(3, 5), y.Shape);
        new GradientCheck().Verify(y);
        Assert.Contains("Hypotenuse: 2×3 cannot meet 4×3", Assert.Throws<ArgumentException>(() => Variable(2, 3).Hypotenuse(Variable(4, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOperation_MayKeepAScalarAnObjectAndRoomOfItsOwn()
    {
        var counter = new Counter();
        var y = Variable(2, 4).RunningSum((Real)0.5, counter).Square().Sum();
        Assert.Equal(1, counter.Calls);
        _tape.Replay();
        Assert.Equal(2, counter.Calls);
        new GradientCheck().Verify(y);
    }

    [Fact]
    public void ItMixesWithTheOthers()
    {
        var net = new Mlp(_tape, [4, 6, 2], Activation.Tanh);
        new GradientCheck().Verify(net.Apply(Variable(3, 4).Cube()).Softplus().Mean());
    }
}
