namespace HyperGan;

/// <summary> A named tensor as a file keeps it: numbers in row-major order, the last dimension fastest. </summary>
public sealed record StoredTensor
{
    /// <summary> A tensor of this name and shape; [] is a single number. The values are kept, not copied. </summary>
    /// <exception cref="ArgumentException"> A dimension is negative, or their product is not the number of values. </exception>
    public StoredTensor(string name, IReadOnlyList<int> shape, ReadOnlyMemory<Real> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        var size = 1L;
        foreach (var dimension in shape)
            size = dimension >= 0 && size <= Array.MaxLength ? size * dimension : long.MaxValue;
        if (size != values.Length)
            throw new ArgumentException($"Tensor '{name}': a shape of [{string.Join(", ", shape)}] does not hold {values.Length} values.");
        (Name, Shape, Values) = (name, [.. shape], values);
    }

    /// <summary> As PyTorch would call it, <c>layers.0.weight</c>. </summary>
    public string Name { get; }

    /// <summary> Sizes of the dimensions, the slowest first. </summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary> The numbers. </summary>
    public ReadOnlyMemory<Real> Values { get; }
}
