using HyperGan.Kernels;

namespace HyperGan.Autograd;

public sealed partial class Tape
{
    int _swept;                 // end of the range whose gradients are of this generation
    LateRange[] _late = [];
    int _lateCount, _lateKept;  // of those, the ones of the parameters
    int _clearing;              // number of the last ClearGrads
    int _visit;

    /// <summary>
    /// Gradients of <paramref name="loss"/> with respect to everything it depends on. Those of the parameters are overwritten, or added to
    /// when <paramref name="accumulate"/>; all others are overwritten.
    /// </summary>
    /// <exception cref="ArgumentException"> The loss is more than one number. </exception>
    /// <exception cref="InvalidOperationException"> The loss depends on nothing tracked, is not of this tape and time, or an optimiser has moved the parameters since the values were computed. </exception>
    public void Backward(in Tensor loss, bool accumulate = false) => Backward(loss, [1], accumulate);

    /// <summary> Gradients of ⟨seed, <paramref name="output"/>⟩: the product of the transposed Jacobian with <paramref name="seed"/>; see the overload of a loss. </summary>
    /// <exception cref="ArgumentException"> The seed has not as many numbers as the output, or is itself a gradient of this tape, which is cleared first. </exception>
    /// <exception cref="InvalidOperationException"> As for a loss. </exception>
    public void Backward(in Tensor output, ReadOnlySpan<Real> seed, bool accumulate = false)
    {
        var y = Own(output);
        if (seed.Length != y.Shape.Size)
            throw new ArgumentException($"Backward: {seed.Length} numbers cannot seed the gradient of {y.Shape}; a loss must be one number, reduce it by Sum() or Mean().");
        if (!y.Tracked)
            throw new InvalidOperationException("Backward: the loss depends on no parameter or variable; were all of its operands constants or detached?");
        if (_stale)
            throw new InvalidOperationException("Backward: an optimiser has moved the parameters since these values were computed; Reset and compute them again, or Replay.");
        RequireNoBlock("Backward");
        if (_parts.IsOpen)
            throw new InvalidOperationException("Backward: the tape accumulates parts; Add this loss to them, or Complete them with it.");
        if (seed.Overlaps(_grads.All))
            throw new ArgumentException("Backward: the seed is a gradient of this very tape, which is about to be cleared; copy it to an array first.");
        ClearGrads(from: accumulate ? _kept : 0);
        Sweep(y, seed);
        OpenParameters();
    }

    /// <summary> Whether the last sweep passed through a node. </summary>
    internal bool Reached(in Node node) => node.Visit == _visit;

    /// <summary> Clears what a backward pass of a node will read or add to and nobody has asked for. </summary>
    void OpenLate(in Node node)
    {
        Open(node._y);
        if (node.Op.TakesFirstGradients)
            return;
        Open(node._a);
        Open(node._b);
        Open(node._c);
    }

    void Open(in Extent x)
    {
        if (x.Late != 0 && x.Tracked)
            Open(ref _late[x.Late - 1]);
    }

    /// <summary> The gradients of a tensor, those of a <see cref="LateRange"/> cleared if nobody asked for them since the others were. </summary>
    internal Span<Real> OpenGrads(scoped in Extent x)
    {
        if (x.Late != 0)
            Open(ref _late[x.Late - 1]);
        return GradsOf(x);
    }

    /// <summary> <see cref="Operand.TakesFirstGradient"/>: whether x is all of a range that nobody has asked for since the others were cleared; of a part, the whole is cleared. </summary>
    internal bool TakesFirst(scoped in Extent x)
    {
        ref var late = ref _late[x.Late - 1];
        if (late.Clearing == _clearing)
            return false;
        if (late.Length != x.Shape.Size)
        {
            Open(ref late);
            return false;
        }
        late.Clearing = _clearing;
        return true;
    }

    /// <summary> Clears all gradients from a place on, except that late ranges are left for later; those before it hold what they hold. </summary>
    internal void ClearGrads(int from)
    {
        if (from > 0)
            OpenParameters();
        _clearing++;
        foreach (ref var late in _late.AsSpan(0, _lateCount))
            if (late.Start < from)
                late.Clearing = _clearing;
        ClearRecorded(from);
    }

    /// <summary> The same within the present clearing, for what was recorded after it. </summary>
    void ClearRecorded(int from)
    {
        _grads.Reserve(_values.Capacity);
        foreach (ref readonly var late in _late.AsSpan(0, _lateCount))
            if (late.Start >= from)
            {
                Clear(from, late.Start - from);
                from = late.End;
            }
        Clear(from, _used - from);
        _swept = _used;
    }

    /// <summary> Optimisers read the gradients of all parameters as one span. </summary>
    void OpenParameters()
    {
        foreach (ref var late in _late.AsSpan(0, _lateKept))
            Open(ref late);
    }

    void Open(ref LateRange late)
    {
        if (late.Clearing == _clearing)
            return;
        late.Clearing = _clearing;
        Clear(late.Start, late.Length);
    }

    void Clear(int start, int length)
    {
        Tally.Count(length);
        _grads.Range(start, length).Clear();
    }

    /// <summary> Adds the gradients of ⟨seed, y⟩ to what is there. </summary>
    internal void Sweep(in Extent y, ReadOnlySpan<Real> seed)
    {
        _visit++;
        Sow(y, seed);
        Walk(from: y.Source - 1, to: 0);
    }

    void Sow(in Extent y, ReadOnlySpan<Real> seed)
    {
        var grads = OpenGrads(y);
        for (var i = 0; i < seed.Length; i++)
            grads[i] += seed[i];
        Visit(y);
    }

    /// <summary> Passes back what the visited nodes have, the last first. </summary>
    void Walk(int from, int to)
    {
        for (var i = from; i >= to; i--)
        {
            ref var node = ref _nodes[i];
            if (node.Visit != _visit)   // the output does not depend on it: 0 · ∞ from there would be NaN
                continue;
            if ((node._a.Late | node._b.Late | node._c.Late | node._y.Late) != 0)
                OpenLate(in node);
            node.Op.Backward(in node);
            Visit(node._a);
            Visit(node._b);
            Visit(node._c);
        }
    }

    void Visit(in Extent x)
    {
        if (x.Source > 0)
            _nodes[x.Source - 1].Visit = _visit;
    }

    /// <summary> The number of the late range that is about to be put on the tape, up to <paramref name="end"/>; 0 where it is too small for one. </summary>
    int LateAt(long end, Shape shape) => end - _used < LateRange.Least ? 0 : MakeLate(end, shape);

    int MakeLate(long end, Shape shape)
    {
        if (_lateCount == _late.Length)
            Array.Resize(ref _late, Math.Max(16, 2 * _late.Length));
        _late[_lateCount] = new(_used, shape.Size, (int)end);
        return _lateCount + 1;
    }
}
