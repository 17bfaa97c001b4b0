namespace HyperGan.Mine;

/// <summary> Pairs of rows, their own copy: x, the z that belongs to it, and the z it may meet by chance. </summary>
/// <param name="X"> rows × xWidth. </param>
/// <param name="Z"> rows × zWidth. </param>
/// <param name="Other"> The rows that marginal pairs take their z from; <paramref name="Z"/> itself unless given. </param>
/// <param name="Rows"> Number of rows. </param>
sealed record Samples(Real[] X, Real[] Z, Real[] Other, int Rows)
{
    public int XWidth => X.Length / Rows;

    public int ZWidth => Z.Length / Rows;

    /// <summary> The smallest shift that pairs no x with its own z; 0 where the marginals were given. </summary>
    public int FirstShift => ReferenceEquals(Other, Z) ? 1 : 0;

    /// <summary> How many shifts there are of <paramref name="rows"/> rows. </summary>
    public int Shifts(int rows) => rows - FirstShift;

    /// <summary> A copy, checked. </summary>
    /// <exception cref="ArgumentException"> Lengths do not match, or a number is NaN or infinite: the message names its row. </exception>
    public static Samples Of(ReadOnlySpan<Real> x, ReadOnlySpan<Real> z, ReadOnlySpan<Real> marginalZ, int xWidth, int zWidth)
    {
        var rows = x.Length / xWidth;
        if (x.Length != rows * xWidth || z.Length != rows * zWidth || (marginalZ.Length != 0 && marginalZ.Length != z.Length))
            throw new ArgumentException(
                $"x has {x.Length} numbers and z {z.Length}{(marginalZ.Length > 0 ? $", the marginals {marginalZ.Length}" : "")}; with {xWidth} and {zWidth} columns these are not as many rows of each.");
        RefuseUnlessFinite(x, xWidth, "x");
        RefuseUnlessFinite(z, zWidth, "z");
        RefuseUnlessFinite(marginalZ, zWidth, "the marginals");
        var copy = z.ToArray();
        return new(x.ToArray(), copy, marginalZ.Length > 0 ? marginalZ.ToArray() : copy, rows);
    }

    /// <summary> These rows, in this order. </summary>
    public Samples Take(ReadOnlySpan<int> rows)
    {
        var z = Gather(Z, ZWidth, rows);
        return new(Gather(X, XWidth, rows), z, FirstShift > 0 ? z : Gather(Other, ZWidth, rows), rows.Length);
    }

    /// <summary> Writes x and z of <paramref name="order"/>, side by side: z of the same place of the order, or of the place <paramref name="shift"/> further along its circle. </summary>
    public void CopyPairs(ReadOnlySpan<int> order, int start, int count, int? shift, Span<Real> into)
    {
        var (xWidth, zWidth) = (XWidth, ZWidth);
        var from = shift is null ? Z : Other;
        for (var i = 0; i < count; i++)
        {
            var row = into.Slice(i * (xWidth + zWidth), xWidth + zWidth);
            var place = start + i + (shift ?? 0);
            X.AsSpan(order[start + i] * xWidth, xWidth).CopyTo(row);
            from.AsSpan(order[place < order.Length ? place : place - order.Length] * zWidth, zWidth).CopyTo(row[xWidth..]);
        }
    }

    static Real[] Gather(Real[] from, int width, ReadOnlySpan<int> rows)
    {
        var into = new Real[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            from.AsSpan(rows[i] * width, width).CopyTo(into.AsSpan(i * width));
        return into;
    }

    static void RefuseUnlessFinite(ReadOnlySpan<Real> numbers, int width, string name)
    {
        for (var i = 0; i < numbers.Length; i++)
            if (!Real.IsFinite(numbers[i]))
                throw new ArgumentException($"Row {i / width} of {name} holds {numbers[i]} in column {i % width}; leave such samples out.");
    }
}
