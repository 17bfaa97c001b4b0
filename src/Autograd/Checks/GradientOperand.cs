namespace HyperGan.Autograd;

/// <summary> A leaf or constant on its way through a <see cref="GradientCheck"/>, with a name for people. </summary>
sealed record GradientOperand(Tape Tape, Extent Extent, string Name)
{
    public Span<Real> Values => Tape.ValuesOf(Extent);

    public Span<Real> Grads => Tape.OpenGrads(Extent);

    /// <summary> <c>element (row, column)</c>, the matrix of the stack before them where there are several. </summary>
    public string Element(int index)
    {
        var (row, col) = Math.DivRem(index, Extent.Shape.Cols);
        var (stack, line) = Math.DivRem(row, Extent.Shape.Rows);
        return Extent.Shape.Stack == 1 ? $"element ({line}, {col})" : $"element ({stack}, {line}, {col})";
    }
}

/// <summary> What the last sweep reached: leaves, which must get the right gradient, and constants, which must get none. </summary>
sealed record GradientOperands(GradientOperand[] Leaves, GradientOperand[] Constants)
{
    /// <summary> Those that <paramref name="output"/> depends on; the leaves <paramref name="chosen"/> instead, if there are any. </summary>
    public static GradientOperands Of(Tape tape, in Tensor output, ReadOnlySpan<Tensor> chosen)
    {
        var leaves = new List<Extent>();
        var untracked = new List<Extent>();
        var tracked = new List<Extent>();
        foreach (var parameter in tape.Parameters)
            tracked.Add(parameter.Tensor._extent);
        Note(tape.Own(output));
        foreach (ref readonly var node in tape.Nodes)
            if (tape.Reached(node))
            {
                Note(node._a);
                Note(node._b);
                Note(node._c);
                tracked.Add(node._y);
            }
        if (!chosen.IsEmpty)
            leaves.Clear();
        foreach (ref readonly var x in chosen)
        {
            var extent = tape.Own(x);
            if (extent.Source != Extent.Leaf)
                throw new ArgumentException($"GradientCheck: the {extent.Shape} tensor is no parameter or variable; nudge what it was computed from.");
            leaves.Add(extent);
        }
        return new(
            [.. leaves.Select((x, k) => Named(tape, x, k)).DistinctBy(x => (x.Extent.Start, x.Extent.Shape.Size))],
            [.. untracked.Where(x => !tracked.Exists(y => Overlap(x, y))).Select(x => new GradientOperand(tape, x, $"a {x.Shape} constant"))]);

        void Note(in Extent x)
        {
            if (x.Shape == default)
                return;
            (x.Tracked ? tracked : untracked).Add(x);   // a detached handle is untracked where the same numbers are tracked
            if (x.Source == Extent.Leaf)
                leaves.Add(x);
        }
    }

    static bool Overlap(in Extent x, in Extent y) => x.Start < y.Start + y.Shape.Size && y.Start < x.Start + x.Shape.Size;

    static GradientOperand Named(Tape tape, in Extent x, int place)
    {
        foreach (var parameter in tape.Parameters)
            if (Overlap(parameter.Tensor._extent, x))   // a slice of a parameter stands for all of it
                return new(tape, parameter.Tensor._extent, $"parameter '{parameter.Name}' ({parameter.Tensor.Shape})");
        return new(tape, x, $"leaf {place} ({x.Shape})");
    }
}
