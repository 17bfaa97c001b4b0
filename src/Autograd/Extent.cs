namespace HyperGan.Autograd;

/// <summary> Where a tensor lies, its shape, and who made it. </summary>
readonly struct Extent(int start, Shape shape, int source, int late = 0)
{
    /// <summary> <see cref="Source"/> of what gets no gradient. It is 0, so that an operand that is not there gets none either. </summary>
    public const int Untracked = 0;

    /// <summary> <see cref="Source"/> of what gets a gradient and was made by no operation. </summary>
    public const int Leaf = -1;

    public readonly int Start = start;
    public readonly Shape Shape = shape;

    /// <summary> <see cref="Untracked"/>, <see cref="Leaf"/>, or 1 + the index of the node whose result it is. </summary>
    public readonly int Source = source;

    /// <summary> 0, or 1 + the index of the <see cref="LateRange"/> that it is, or is a part of. </summary>
    public readonly int Late = late;

    public bool Tracked => Source != Untracked;

    /// <summary> A part of it, or all of it, seen in another shape. </summary>
    public Extent View(int start, Shape shape) => new(start, shape, Source, Late);
}
