using System.Numerics;
using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Bench.Compare;

/// <summary> What a chain is made of. </summary>
enum Link
{
    Add,
    Multiply,
    Tanh,
}

/// <summary>
/// A chain of small operations y ← y + b, y ← y ⊙ b, y ← tanh y, forward and backward: once on a tape, once by hand on arrays made before.
/// What the tape takes beyond the hand is the price of recording.
/// </summary>
sealed class Chain
{
    readonly Link[] _links;
    readonly Tape _tape = new(seed: 0);
    readonly Tensor _x, _b;
    readonly Real[] _seed;
    readonly Real[][] _values, _grads;
    readonly Real[] _factor, _factorGrad;

    /// <summary> A chain over tensors of that many numbers, a multiple of the vector's width. </summary>
    public Chain(Link[] links, int width)
    {
        _links = links;
        _x = _tape.Parameter("x", new(1, width), (x, random) => random.Normal(x));
        _b = _tape.Parameter("b", new(1, width), (b, random) => random.Uniform(b, (Real)0.99, (Real)1.01));
        _seed = Repeated(1, width);
        (_factor, _factorGrad) = (_b.Values.ToArray(), new Real[width]);
        _values = [.. Enumerable.Range(0, links.Length + 1).Select(_ => new Real[width])];
        _grads = [.. Enumerable.Range(0, links.Length + 1).Select(_ => new Real[width])];
        _x.Values.CopyTo(_values[0]);
    }

    /// <summary> Forward and backward on the tape. </summary>
    public void OnTape()
    {
        _tape.Reset();
        _tape.Backward(Record(), _seed);
    }

    /// <summary> Forward only, on the tape. </summary>
    public void OnTapeForward()
    {
        _tape.Reset();
        Record();
    }

    /// <summary> Forward and backward by hand. </summary>
    public void ByHand()
    {
        for (var i = 0; i < _links.Length; i++)
            Forward(_links[i], _values[i], _values[i + 1]);
        foreach (var grad in _grads)
            grad.AsSpan().Clear();
        _factorGrad.AsSpan().Clear();
        _seed.CopyTo(_grads[^1], 0);
        for (var i = _links.Length - 1; i >= 0; i--)
            Backward(_links[i], _values[i], _values[i + 1], _grads[i + 1], _grads[i]);
    }

    /// <summary> True when both ways give the same gradients, up to rounding. </summary>
    public bool Agrees()
    {
        OnTape();
        ByHand();
        return Close(_x.Gradient, _grads[0]) && Close(_b.Gradient, _factorGrad);
    }

    Tensor Record()
    {
        var y = _x;
        foreach (var link in _links)
            y = link switch
            {
                Link.Add => y + _b,
                Link.Multiply => y * _b,
                _ => y.Tanh(),
            };
        return y;
    }

    void Forward(Link link, Real[] x, Real[] y)
    {
        if (link == Link.Tanh)
        {
            Elementary.Tanh(x, y);
            return;
        }
        for (var j = 0; j < x.Length; j += Vector<Real>.Count)
        {
            var (v, b) = (new Vector<Real>(x, j), new Vector<Real>(_factor, j));
            (link == Link.Add ? v + b : v * b).CopyTo(y, j);
        }
    }

    void Backward(Link link, Real[] x, Real[] y, Real[] dy, Real[] dx)
    {
        for (var j = 0; j < x.Length; j += Vector<Real>.Count)
        {
            var (v, b, value, slope) = (new Vector<Real>(x, j), new Vector<Real>(_factor, j), new Vector<Real>(y, j), new Vector<Real>(dy, j));
            var (toX, toB) = link switch
            {
                Link.Add => (slope, slope),
                Link.Multiply => (slope * b, slope * v),
                _ => (slope * (Vector<Real>.One - value * value), Vector<Real>.Zero),
            };
            (new Vector<Real>(dx, j) + toX).CopyTo(dx, j);
            (new Vector<Real>(_factorGrad, j) + toB).CopyTo(_factorGrad, j);
        }
    }

    static bool Close(ReadOnlySpan<Real> a, ReadOnlySpan<Real> b)
    {
        var tolerance = 1000.0 * (Real.BitIncrement(1) - 1);
        for (var j = 0; j < a.Length; j++)
            if (!(Math.Abs(a[j] - b[j]) <= tolerance * (1 + Math.Abs(b[j]))))
                return false;
        return true;
    }

    static Real[] Repeated(Real value, int length)
    {
        var values = new Real[length];
        Array.Fill(values, value);
        return values;
    }
}
