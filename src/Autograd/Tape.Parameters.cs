using HyperGan.Kernels;

namespace HyperGan.Autograd;

public sealed partial class Tape
{
    readonly List<(string Name, Tensor Tensor)> _parameters = [];
    readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary> All parameters so far, in the order they were made. </summary>
    public ParameterRange Parameters => new(this, 0, _parameters.Count);

    /// <summary>
    /// A named tensor that training moves. It outlives <see cref="Reset"/>, and all parameters lie side by side, so that an optimiser needs
    /// one loop over one span.
    /// </summary>
    /// <param name="name"> Unique on the tape, and not empty; a path such as <c>layers.0.weight</c>. </param>
    /// <param name="shape"> Stack × Rows × Cols. </param>
    /// <param name="initialize"> Fills the values from a random stream of this name, so that they do not depend on other parameters; null for zeros. </param>
    /// <exception cref="ArgumentException"> The name is empty or taken. </exception>
    /// <exception cref="InvalidOperationException"> Something else was put on the tape before, or by <paramref name="initialize"/>, and there was no Reset since; or the tape accumulates parts. </exception>
    public Tensor Parameter(string name, Shape shape, Action<Span<Real>, RandomStream>? initialize = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_used != _kept || _parts.IsOpen)   // what parts leave behind ends where they started: a parameter beyond would be overwritten
            throw new InvalidOperationException($"Parameter '{name}': make all parameters before the first constant or operation and before Accumulate, or Reset first.");
        if (_names.Contains(name))
            throw new ArgumentException($"Parameter '{name}': the name is taken; give every layer a prefix of its own.");
        var y = Claim(shape, Extent.Leaf, generation: 0);
        _values.Range(_kept, _used - _kept).Clear();   // the gap up to the next line too: optimisers run over it
        var end = _used;
        try
        {
            initialize?.Invoke(ValuesOf(y._extent), Random.Split(name));
            if (_used != end)   // and the numbers may have moved away from the span that was filled
                throw new InvalidOperationException($"Parameter '{name}': its initialisation has used the tape; compute on another tape and copy the Values.");
        }
        catch
        {
            (_used, _lateCount, _count) = (_kept, _lateKept, 0);
            throw;
        }
        if (_grads.Capacity > 0)
        {
            _grads.Reserve(_values.Capacity);
            _grads.Range(_kept, _used - _kept).Clear();
        }
        (_kept, _lateKept) = (_used, _lateCount);
        _names.Add(name);
        _parameters.Add((name, y));
        return y;
    }

    internal (string Name, Tensor Tensor) ParameterAt(int index) => _parameters[index];

    /// <summary> Values and gradients from the first number of one parameter to the last of another, gaps (which hold 0) included. </summary>
    internal (int Start, int Length) Span(int first, int count)
    {
        if (count == 0)
            return default;
        var start = _parameters[first].Tensor._extent.Start;
        var last = _parameters[first + count - 1].Tensor._extent;
        return (start, last.Start + last.Shape.Size - start);
    }

    internal Span<Real> ParameterValues(int first, int count)
    {
        var (start, length) = Span(first, count);
        return _values.Range(start, length);
    }

    internal Span<Real> ParameterGrads(int first, int count)
    {
        _grads.Reserve(_values.Capacity);
        OpenParameters();   // between the parts of an accumulation, and after a Backward that threw, they may not be
        var (start, length) = Span(first, count);
        return _grads.Range(start, length);
    }

    internal Span<Real> GradientOf(scoped in Tensor x)
    {
        var extent = Own(x);
        if (!extent.Tracked)
            throw new InvalidOperationException($"This {extent.Shape} tensor has no gradient: it is a constant, was detached, or was computed from such alone.");
        if (extent.Start >= _swept)
            throw new InvalidOperationException($"This {extent.Shape} tensor has no gradient yet; call Backward first.");
        return OpenGrads(extent);
    }
}
