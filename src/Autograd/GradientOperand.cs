namespace HyperGan.Autograd;

/// <summary> A leaf or constant on its way through a <see cref="GradientCheck"/>, with a name for people. </summary>
sealed record GradientOperand(Tape Tape, Extent Extent, string Name)
{
    public Span<Real> Values => Tape.ValuesOf(Extent);

    public Span<Real> Grads => Tape.GradsOf(Extent);

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
    public static GradientOperands Of(Tape tape, in Tensor output, ReadOnlySpan<Tensor> chosen)
    {
        var leaves = new Dictionary<int, Extent>();
        var constants = new Dictionary<int, Extent>();
        var tracked = new HashSet<int>();   // also where a handle is detached
        Note(tape.Own(output));
        foreach (ref readonly var node in tape.Nodes)
            if (tape.Reached(node))
            {
                Note(node._a);
                Note(node._b);
                Note(node._c);
                tracked.Add(node._y.Start);
            }
        foreach (var parameter in tape.Parameters)
            tracked.Add(parameter.Tensor._extent.Start);
        if (!chosen.IsEmpty)
            leaves.Clear();
        foreach (ref readonly var x in chosen)
        {
            var extent = tape.Own(x);
            if (extent.Source != Extent.Leaf)
                throw new ArgumentException($"GradientCheck: the {extent.Shape} tensor is no parameter or variable; nudge what it was computed from.");
            leaves[extent.Start] = extent;
        }
        return new(
            [.. leaves.Values.Select((x, k) => new GradientOperand(tape, x, NameOf(tape, x, k)))],
            [.. constants.Values.Where(x => !tracked.Contains(x.Start)).Select(x => new GradientOperand(tape, x, $"a {x.Shape} constant"))]);

        void Note(in Extent x)
        {
            if (x.Shape == default)
                return;
            if (x.Tracked)
                tracked.Add(x.Start);
            if (x.Source == Extent.Leaf)
                leaves[x.Start] = x;
            if (!x.Tracked)
                constants[x.Start] = x;
        }
    }

    static string NameOf(Tape tape, in Extent x, int place)
    {
        foreach (var parameter in tape.Parameters)
            if (parameter.Tensor._extent.Start == x.Start)
                return $"parameter '{parameter.Name}' ({x.Shape})";
        return $"leaf {place} ({x.Shape})";
    }
}
