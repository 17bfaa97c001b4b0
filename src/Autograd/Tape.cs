using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// Remembers what was computed, in the order it was computed, and walks it backwards for the gradients. Values and gradients are two equal
/// arrays; a tensor is the same range of both. Parameters come first and stay, everything else is gone after <see cref="Reset"/>.
/// Not for use by two threads at once; give every thread a tape.
/// </summary>
/// <remarks> A new tape whose random numbers follow from <paramref name="seed"/>, whose kernels run on <paramref name="team"/> (null: on the caller alone). </remarks>
public sealed partial class Tape(ulong seed = 0, Team? team = null)
{
    /// <summary> An operand that is not there. </summary>
    static readonly Extent _nothing;

    Arena _values, _grads, _workspace;
    Node[] _nodes = [];
    int _used, _kept;           // ends of the used range and of the parameters
    int _count;                 // nodes
    int _generation = 1;        // 0 belongs to the parameters, which outlive every Reset
    bool _stale;

    /// <summary> The threads the kernels use; null for the caller alone. Results do not depend on it. </summary>
    public Team? Team { get; set; } = team;

    /// <summary> Where initial values, dropout masks and noise come from. </summary>
    public RandomStream Random { get; } = new(seed);

    /// <summary> A copy of <paramref name="data"/>, without a gradient. </summary>
    /// <exception cref="ArgumentException"> The shape asks for another number of numbers. </exception>
    public Tensor Constant(ReadOnlySpan<Real> data, Shape shape) => Leaf(data, shape, Extent.Untracked);

    /// <summary> A copy of <paramref name="data"/> as one matrix, row by row, without a gradient. </summary>
    /// <exception cref="ArgumentException"> rows · cols is not the number of numbers. </exception>
    public Tensor Constant(ReadOnlySpan<Real> data, int rows, int cols) => Constant(data, new(rows, cols));

    /// <summary> One number, without a gradient. </summary>
    public Tensor Constant(Real value) => Constant([value], Shape.Scalar);

    /// <summary> A copy of <paramref name="data"/> that gets a gradient: an input whose influence is asked for. Gone after <see cref="Reset"/>, unlike a parameter. </summary>
    /// <exception cref="ArgumentException"> The shape asks for another number of numbers. </exception>
    public Tensor Variable(ReadOnlySpan<Real> data, Shape shape) => Leaf(data, shape, Extent.Leaf);

    /// <summary> Independent normal numbers from <see cref="Random"/>, without a gradient. </summary>
    public Tensor Normal(Shape shape, Real mean = 0, Real deviation = 1)
    {
        Random.Normal([], mean, deviation);   // refuses before anything is on the tape
        var y = Claim(shape, Extent.Untracked, _generation);
        Random.Normal(ValuesOf(y._extent), mean, deviation);
        return y;
    }

    /// <summary> Independent uniform numbers on [low, high) from <see cref="Random"/>, without a gradient. </summary>
    public Tensor Uniform(Shape shape, Real low = 0, Real high = 1)
    {
        Random.Uniform([], low, high);   // refuses before anything is on the tape
        var y = Claim(shape, Extent.Untracked, _generation);
        Random.Uniform(ValuesOf(y._extent), low, high);
        return y;
    }

    /// <summary> Integers for an operation that reads them by <see cref="Operand.Integers"/> (labels, rows to gather): their bits, copied to where values lie. </summary>
    /// <param name="data"> The integers. </param>
    /// <param name="repeat"> How often they come, one after the other. </param>
    /// <exception cref="ArgumentException"> There are none, or more than an array can hold. </exception>
    public Tensor Integers(ReadOnlySpan<int> data, int repeat = 1)
    {
        var perReal = sizeof(Real) / sizeof(int);
        var count = (long)data.Length * repeat;
        if (count < 1 || count > Array.MaxLength)
            throw new ArgumentException($"Integers: {data.Length} integers, {repeat} times, are none or more than the {Array.MaxLength} an array can hold.");
        var y = Claim(new(1, (int)((count + perReal - 1) / perReal)), Extent.Untracked, _generation);
        var integers = new Operand(this, in y._extent).Integers;
        for (var i = 0; i < repeat; i++)
            data.CopyTo(integers[(i * data.Length)..]);
        return y;
    }

    /// <summary> Runs an operation of one operand and remembers it. </summary>
    /// <param name="a"> The operand. </param>
    /// <param name="shape"> Shape of the result. </param>
    /// <param name="scalar"> <see cref="Node.Scalar"/> </param>
    /// <param name="state"> <see cref="Node.State"/> </param>
    /// <param name="scratch"> Shape of <see cref="Node.Scratch"/>; default for none. </param>
    /// <exception cref="InvalidOperationException"> An operand belongs to another tape or to the time before a Reset. The tape is then as it was. </exception>
    /// <exception cref="ArgumentException"> The shape is default(Shape). </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Tensor Record<TOp>(in Tensor a, Shape shape, Real scalar = 0, object? state = null, Shape scratch = default) where TOp : Op, new() =>
        Record(Singleton<TOp>.Value, in Own(a), in _nothing, in _nothing, shape, scalar, state, scratch);

    /// <summary> Runs an operation of two operands and remembers it; see the overload of one. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Tensor Record<TOp>(in Tensor a, in Tensor b, Shape shape, Real scalar = 0, object? state = null, Shape scratch = default) where TOp : Op, new() =>
        Record(Singleton<TOp>.Value, in Own(a), in Own(b), in _nothing, shape, scalar, state, scratch);

    /// <summary> Runs an operation of three operands and remembers it; see the overload of one. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Tensor Record<TOp>(in Tensor a, in Tensor b, in Tensor c, Shape shape, Real scalar = 0, object? state = null, Shape scratch = default) where TOp : Op, new() =>
        Record(Singleton<TOp>.Value, in Own(a), in Own(b), in Own(c), shape, scalar, state, scratch);

    /// <summary> Computes every recorded value again from the present values of parameters and constants. Shapes, noise and masks stay. </summary>
    /// <exception cref="InvalidOperationException"> Within the function of a <see cref="Checkpoint(Func{Tensor, Tensor}, in Tensor, int, int)"/>. </exception>
    public void Replay()
    {
        RequireNoBlock("Replay");
        for (var i = 0; i < _count; i++)
            _nodes[i].Op.Forward(in _nodes[i]);
        _stale = false;
    }

    /// <summary> Forgets everything but the parameters. Tensors made before are refused from now on. Frees no memory, so that the next step needs none. </summary>
    /// <exception cref="InvalidOperationException"> Within the function of a <see cref="Checkpoint(Func{Tensor, Tensor}, in Tensor, int, int)"/>. </exception>
    public void Reset()
    {
        RequireNoBlock("Reset");
        PoisonReleased(_kept);
        (_used, _lateCount, _count, _stale) = (_kept, _lateKept, 0, false);
        _parts = default;
        NextGeneration();
    }

    /// <summary> Numbers there is room for, parameters included; as many again for gradients once there was a Backward. </summary>
    public int Capacity => _values.Capacity;

    /// <summary>
    /// Makes room for <paramref name="numbers"/> numbers beside the parameters. Without it the arrays grow as they are needed; what is known to be
    /// large is better asked for at once, since arrays that were outgrown stay in memory until they are collected.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"> A negative number. </exception>
    /// <exception cref="InvalidOperationException"> More than an array can hold. </exception>
    public void Reserve(long numbers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numbers);
        _values.Reserve(Math.Min(numbers, long.MaxValue - _kept) + _kept);
    }

    /// <summary> Says that the parameters have moved, so that recorded values no longer follow from them. Optimisers call it at the end of a step. </summary>
    public void MarkStale() => _stale = _count > 0;

    internal Span<Real> ValuesOf(scoped in Extent x) => _values.Range(x.Start, x.Shape.Size);

    internal Span<Real> GradsOf(scoped in Extent x) => _grads.Range(x.Start, x.Shape.Size);

    internal Span<Real> Workspace(int count)
    {
        _workspace.Reserve(count);
        return _workspace.Range(0, count);
    }

    internal ReadOnlySpan<Node> Nodes => _nodes.AsSpan(0, _count);

    /// <summary> The extent of a tensor that is to be used now; the only place where handles are trusted or refused. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref readonly Extent Own(in Tensor x)
    {
        if (x._tape != this || (x._generation != _generation && x._generation != 0))
            OwnShared(x);
        return ref x._extent;
    }

    /// <summary> What the parts of an <see cref="Accumulation"/> share outlives them; anything else is refused. </summary>
    void OwnShared(in Tensor x)
    {
        if (x._tape != this || x._generation != _parts.Generation)
            Refuse(x);
    }

    [DoesNotReturn]
    void Refuse(in Tensor x) => throw new InvalidOperationException(
        x._tape is null ? "This tensor is default(Tensor); make it with Constant, Variable or Parameter."
        : x._tape != this ? $"This {x.Shape} tensor belongs to another tape; copy its Values to a Constant of this one."
        : $"This {x.Shape} tensor was made before the tape was Reset, or in a part of an accumulation that is over; only parameters outlive a Reset.");

    Tensor Record(Op op, in Extent a, in Extent b, in Extent c, Shape shape, Real scalar, object? state, Shape scratch)
    {
        var scratchStart = _used + AlignedArray.RoundUp(shape.Size);
        var used = scratchStart + AlignedArray.RoundUp(scratch.Size);
        if (scratchStart == _used)
            throw new ArgumentException($"{op.Name}: default(Shape) is no shape; give that of the result.");
        if (used > _values.Capacity || _count == _nodes.Length)
            Grow(used);
        var source = (a.Source | b.Source | c.Source) == Extent.Untracked ? Extent.Untracked : _count + 1;
        var late = LateAt(used, shape);
        var y = new Extent(_used, shape, source, late);
        ref var node = ref _nodes[_count];
        node.Op = op;
        node._a = a;
        node._b = b;
        node._c = c;
        node._y = y;
        node._scratch = new((int)scratchStart, scratch, Extent.Untracked);
        node.Scalar = scalar;
        node.State = state;
        node.Visit = 0;
        op.Forward(in node);
        _used = (int)used;   // last, so that a throw leaves the tape as it was
        _count++;
        if (late != 0)
            _lateCount = late;
        return new(this, y, _generation);   // y, not node._y: a wide load of what was just stored in pieces waits for the store buffer, 10 ns
    }

    Tensor Leaf(ReadOnlySpan<Real> data, Shape shape, int source)
    {
        if (data.Length != shape.Size)
            throw new ArgumentException($"{data.Length} numbers cannot fill {shape}, which needs {shape.Size}.");
        var y = Claim(shape, source, _generation);
        Tally.Count(2L * data.Length);
        data.CopyTo(ValuesOf(y._extent));
        return y;
    }

    Tensor Claim(Shape shape, int source, int generation)
    {
        if (shape == default)
            throw new ArgumentException("default(Shape) is no shape; every dimension must be at least 1.");
        var used = _used + AlignedArray.RoundUp(shape.Size);
        if (used > _values.Capacity)
            Grow(used);
        var late = LateAt(used, shape);
        var y = new Tensor(this, new(_used, shape, source, late), generation);
        _used = (int)used;
        if (late != 0)
            _lateCount = late;
        return y;
    }

    /// <summary> The only place that allocates; no span is held while it runs. </summary>
    void Grow(long used)
    {
        _values.Reserve(used);
        if (_count < _nodes.Length)
            return;
        Array.Resize(ref _nodes, Math.Max(64, 2 * _nodes.Length));
        foreach (ref var node in _nodes.AsSpan(_count))
            node.Tape = this;
    }

    void NextGeneration()
    {
        _swept = Math.Min(_swept, _used);
        if (++_generation == 0)
            _generation = 1;
    }

    [Conditional("DEBUG")]
    void PoisonReleased(int from)
    {
        _values.Range(from, _used - from).Fill(Real.NaN);
        if (_grads.Capacity > from)
            _grads.Range(from, Math.Min(_used, _grads.Capacity) - from).Fill(Real.NaN);
    }
}
