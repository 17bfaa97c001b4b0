namespace HyperGan.Autograd;

/// <summary> Parameters made one after the other: their names, and their values and gradients as one span each. </summary>
public readonly struct ParameterRange
{
    readonly int _first;

    internal ParameterRange(Tape tape, int first, int count) => (Tape, _first, Count) = (tape, first, count);

    /// <summary> The tape they are on. </summary>
    public Tape Tape { get; }

    /// <summary> Number of parameters. </summary>
    public int Count { get; }

    /// <summary> Number of numbers in them. </summary>
    public int Size
    {
        get
        {
            var size = 0;
            foreach (var parameter in this)
                size += parameter.Tensor.Shape.Size;
            return size;
        }
    }

    /// <summary> All values, parameter by parameter. Each starts on a cache line; the gaps hold 0, in the gradients too, and must keep it. </summary>
    public Span<Real> Values => Tape.ParameterValues(_first, Count);

    /// <summary> All gradients, in the places of <see cref="Values"/>; 0 before the first Backward. </summary>
    public Span<Real> Gradients => Tape.ParameterGrads(_first, Count);

    /// <summary> One parameter, in the order they were made. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such parameter. </exception>
    public Parameter this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new(Tape, _first + index);
        }
    }

    /// <summary> The parameter of this name. </summary>
    /// <exception cref="KeyNotFoundException"> There is no such parameter here. </exception>
    public Parameter this[string name]
    {
        get
        {
            foreach (var parameter in this)
                if (string.Equals(parameter.Name, name, StringComparison.Ordinal))
                    return parameter;
            throw new KeyNotFoundException($"There is no parameter '{name}' among these {Count}.");
        }
    }

    /// <summary> Some of them, for an optimiser of their own: <c>tape.Parameters[..4]</c>. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> Not all of them are here. </exception>
    public ParameterRange Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Count - start);
        return new(Tape, _first + start, length);
    }

    /// <summary> Those whose name starts with <paramref name="prefix"/>: <c>tape.Parameters.Of("generator.")</c>. </summary>
    /// <exception cref="ArgumentException"> There are none, or others lie between them. </exception>
    public ParameterRange Of(string prefix)
    {
        var (start, end) = (0, Count);
        while (start < end && !this[start].Name.StartsWith(prefix, StringComparison.Ordinal))
            start++;
        while (end > start && !this[end - 1].Name.StartsWith(prefix, StringComparison.Ordinal))
            end--;
        if (start == end)
            throw new ArgumentException($"No parameter's name starts with '{prefix}'.");
        for (var i = start; i < end; i++)
            if (!this[i].Name.StartsWith(prefix, StringComparison.Ordinal))
                throw new ArgumentException($"Parameter '{this[i].Name}' lies between those of '{prefix}'; make the parameters of one optimiser one after the other.");
        return Slice(start, end - start);
    }

    /// <summary> One after the other, in the order they were made. </summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary> Walks the parameters without allocating. </summary>
    public struct Enumerator
    {
        readonly ParameterRange _range;
        int _index;

        internal Enumerator(ParameterRange range) => (_range, _index) = (range, -1);

        /// <summary> The parameter reached. </summary>
        public readonly Parameter Current => _range[_index];

        /// <summary> Goes on to the next, if there is one. </summary>
        public bool MoveNext() => ++_index < _range.Count;
    }
}
